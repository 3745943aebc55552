import { Hr } from "react-email";
import * as messages from "../lib/messages/emails";
import type { Brand } from "../lib/brand/brand";
import type { AccountLetter } from "./account-letters";
import { Layout, LinkButton, Paragraph, Small, Title, WrittenOutLink } from "./layout";
import { light } from "./theme";
import { addressLabel, hostOf } from "./addresses";

export type AccountEmailProps = AccountLetter & { address: string; siteUrl: string; brand: Brand };

/** Tells somebody what happened to their account, with one button. */
export function AccountEmail({ brand, address, siteUrl, ...letter }: AccountEmailProps) {
  const { title, paragraphs, button, hint, url } = letter;
  return (
    <Layout
      brand={brand}
      preheader={paragraphs[0] ?? title}
      footer={messages.sentBy(addressLabel(address), hostOf(siteUrl))}
    >
      <Title>{title}</Title>
      {paragraphs.map((text) => (
        <Paragraph key={text}>{text}</Paragraph>
      ))}
      <LinkButton url={url} label={button} />
      <Hr className="rule" style={{ margin: "28px 0 20px", borderColor: light.border }} />
      <Small>{hint}</Small>
      <WrittenOutLink url={url} />
    </Layout>
  );
}
