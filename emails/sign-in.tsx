import { Hr } from "react-email";
import { Code } from "./code";
import { Layout, LinkButton, Paragraph, Small, Title, WrittenOutLink } from "./layout";
import { light } from "./theme";
import type { Brand } from "../lib/brand/brand";
import * as common from "../lib/messages/emails";
import * as messages from "../lib/messages/sign-in-email";
import { durationInWords } from "../lib/messages/durations";
import { originInWords, type RequestedFrom } from "../lib/messages/origin";
import { addressLabel, hostOf } from "./addresses";

export type SignInEmailProps = {
  url: string;
  /** Six digits. Only in the body, because lock screens show subjects. */
  code: string;
  address: string;
  requestedFrom: RequestedFrom;
  expiresInMinutes: number;
  siteUrl: string;
  brand: Brand;
};

export function SignInEmail({
  url,
  code,
  address,
  requestedFrom,
  expiresInMinutes,
  siteUrl,
  brand,
}: SignInEmailProps) {
  const lifetime = durationInWords(expiresInMinutes);
  return (
    <Layout brand={brand} preheader={messages.preheader(lifetime)} footer={messages.footer(hostOf(siteUrl))}>
      <Title>{messages.title(brand.name)}</Title>
      <Paragraph>{messages.worksOnce(lifetime)}</Paragraph>
      <LinkButton url={url} label={common.SIGN_IN} />
      <Small>{messages.OR_TYPE_CODE}</Small>
      <Code code={code} />
      <Hr className="rule" style={{ margin: "28px 0 20px", borderColor: light.border }} />
      <Small>{messages.requestedFor(addressLabel(address), originInWords(requestedFrom))}</Small>
      <WrittenOutLink url={url} />
    </Layout>
  );
}
