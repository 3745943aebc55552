import { Hr, Link, Section } from "react-email";
import { Layout, LinkButton, Small, WrittenOutLink } from "./layout";
import { LANGUAGE } from "../lib/messages/language";
import * as messages from "../lib/messages/campaign-email";
import type { Brand } from "../lib/brand/brand";
import type { Direction } from "../lib/language";
import { light } from "./theme";
import { hostOf } from "./addresses";

export type CampaignEmailProps = {
  preheader: string | null;
  /** The language of the message. The rest of the mail is in English. */
  language: string;
  direction: Direction;
  /** Markdown as HTML. It must come from emails/markdown/markdown.ts. */
  bodyHtml: string;
  buttonLabel: string;
  linkUrl: string;
  unsubscribeUrl: string;
  address: string;
  siteUrl: string;
  brand: Brand;
};

/** A marketer's invitation: the message, the button, and the texts that bulk mail must contain. */
export function CampaignEmail(props: CampaignEmailProps) {
  const { preheader, language, direction, bodyHtml, buttonLabel, linkUrl, brand } = props;
  return (
    <Layout brand={brand} preheader={preheader} language={language} footer={<Footer {...props} />}>
      <Section>
        <div lang={language} dir={direction} dangerouslySetInnerHTML={{ __html: bodyHtml }} />
      </Section>
      <LinkButton url={linkUrl} label={buttonLabel} />
      <Section lang={LANGUAGE} dir="ltr">
        <Hr className="rule" style={{ margin: "4px 0 20px", borderColor: light.border }} />
        <Small>{messages.DO_NOT_FORWARD}</Small>
        <WrittenOutLink url={linkUrl} />
      </Section>
    </Layout>
  );
}

type FooterProps = Pick<CampaignEmailProps, "unsubscribeUrl" | "address" | "siteUrl" | "brand">;

function Footer({ unsubscribeUrl, address, siteUrl, brand }: FooterProps) {
  return (
    <>
      {messages.sentTo(address, hostOf(siteUrl))} {messages.NOT_FOR_YOU}{" "}
      <Link
        className="muted"
        href={unsubscribeUrl}
        style={{ color: light.muted, textDecoration: "underline" }}
      >
        {messages.UNSUBSCRIBE}
      </Link>
      {linesOf(brand.postalAddress).map((line) => (
        <span key={line}>
          <br />
          {line}
        </span>
      ))}
    </>
  );
}

export const linesOf = (postalAddress: string): string[] =>
  postalAddress
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter(Boolean);
