import { Hr } from "react-email";
import { Code } from "./code";
import { Layout, LinkButton, Paragraph, Small, Title, WrittenOutLink } from "./layout";
import { light } from "./theme";
import type { Brand } from "../lib/brand/brand";
import * as messages from "../lib/messages/confirmation-email";
import { durationInWords } from "../lib/messages/durations";
import { sentBy } from "../lib/messages/emails";
import { addressLabel, hostOf } from "./addresses";

export type ConfirmationEmailProps = {
  url: string;
  code: string;
  address: string;
  expiresInMinutes: number;
  siteUrl: string;
  brand: Brand;
};

/** Sent to somebody who is signed in already, before an action that only the account's owner may take. */
export function ConfirmationEmail({
  url,
  code,
  address,
  expiresInMinutes,
  siteUrl,
  brand,
}: ConfirmationEmailProps) {
  const host = hostOf(siteUrl);
  return (
    <Layout brand={brand} preheader={messages.preheader(host)} footer={sentBy(addressLabel(address), host)}>
      <Title>{messages.TITLE}</Title>
      <Paragraph>{messages.why(host)}</Paragraph>
      <Paragraph>{messages.whatToDo(durationInWords(expiresInMinutes))}</Paragraph>
      <LinkButton url={url} label={messages.CONFIRM} />
      <Code code={code} />
      <Hr className="rule" style={{ margin: "28px 0 20px", borderColor: light.border }} />
      <Small>{messages.IF_NOT_YOU}</Small>
      <WrittenOutLink url={url} />
    </Layout>
  );
}
