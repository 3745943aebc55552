import { Hr } from "react-email";
import { Code } from "./code";
import { Layout, LinkButton, Paragraph, Small, Title, WrittenOutLink } from "./layout";
import { light } from "./theme";
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
  appName: string;
};

export function SignInEmail({
  url,
  code,
  address,
  requestedFrom,
  expiresInMinutes,
  siteUrl,
  appName,
}: SignInEmailProps) {
  const host = hostOf(siteUrl);
  const lifetime = durationInWords(expiresInMinutes);
  return (
    <Layout
      appName={appName}
      preheader={`Your link and your code. Both work once, for the next ${lifetime}.`}
      footer={`You get this email because somebody asked to sign in to ${host} with this address.`}
    >
      <Title>Sign in to {appName}</Title>
      <Paragraph>This link works once, for the next {lifetime}.</Paragraph>
      <LinkButton url={url} label="Sign in" />
      <Small>Or type this code where you asked for it:</Small>
      <Code code={code} />
      <Hr className="rule" style={{ margin: "28px 0 20px", borderColor: light.border }} />
      <Origin address={address} requestedFrom={requestedFrom} />
      <WrittenOutLink url={url} />
    </Layout>
  );
}

function Origin({ address, requestedFrom }: Pick<SignInEmailProps, "address" | "requestedFrom">) {
  const origin = originInWords(requestedFrom);
  return (
    <Small>
      Asked for as {addressLabel(address)}
      {origin ? ` ${origin}` : ""}. If it was not you, ignore this email: without it nobody gets in.
    </Small>
  );
}
