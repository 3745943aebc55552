import { Hr } from "react-email";
import { Code } from "./code";
import { Layout, LinkButton, Paragraph, Small, Title, WrittenOutLink } from "./layout";
import { light } from "./theme";
import { durationInWords } from "../lib/messages/durations";
import { addressLabel, hostOf } from "./addresses";

export type ConfirmationEmailProps = {
  url: string;
  code: string;
  address: string;
  expiresInMinutes: number;
  siteUrl: string;
  appName: string;
};

/** Sent to somebody who is signed in already, before an action that only the account's owner may take. */
export function ConfirmationEmail({
  url,
  code,
  address,
  expiresInMinutes,
  siteUrl,
  appName,
}: ConfirmationEmailProps) {
  const host = hostOf(siteUrl);
  return (
    <Layout
      appName={appName}
      preheader={`Somebody who is signed in to ${host} as you is asked to confirm that it is you.`}
      footer={`This email was sent to ${addressLabel(address)} by ${host}.`}
    >
      <Title>Confirm it is you</Title>
      <Paragraph>
        Somebody who is signed in to {host} as you wants to do something that only you should, such as
        launching a campaign or giving somebody a role.
      </Paragraph>
      <Paragraph>
        If it is you, open this link in the same browser, or type the code on the page that asks for it. Both
        work for {durationInWords(expiresInMinutes)}.
      </Paragraph>
      <LinkButton url={url} label="Confirm it is you" />
      <Code code={code} />
      <Hr className="rule" style={{ margin: "28px 0 20px", borderColor: light.border }} />
      <Small>
        If it is not you, somebody else is using your account. Do not pass the code on. Sign in, open
        Settings, then Sessions, and end the sessions that you do not recognise.
      </Small>
      <WrittenOutLink url={url} />
    </Layout>
  );
}
