import { Hr } from "react-email";
import { Layout, LinkButton, Paragraph, Small, Title, WrittenOutLink } from "./layout";
import { light } from "./theme";
import { plainName } from "@latchkey/login-links/http";
import { durationInWords } from "../lib/messages/durations";
import { addressLabel, hostOf } from "./addresses";

export type MintedLinkEmailProps = {
  url: string;
  address: string;
  name: string | null;
  expiresInMinutes: number;
  siteUrl: string;
  appName: string;
  /** For a colleague's invitation: who invites, and the role, for example "a marketer". */
  invitation?: { by: string; as: string } | null;
};

/** For a link that the reader did not request: an admin or another program made it. It has no code. */
export function MintedLinkEmail(props: MintedLinkEmailProps) {
  const { url, address, name, expiresInMinutes, siteUrl, appName, invitation } = props;
  const host = hostOf(siteUrl);
  const lifetime = durationInWords(expiresInMinutes);
  const greeted = name && plainName(name);
  return (
    <Layout
      appName={appName}
      preheader={`A link that signs you in to ${host}, good for ${lifetime}.`}
      footer={`This email was sent to ${addressLabel(address)} by ${host}.`}
    >
      <Title>{greeted ? `Hello ${greeted}` : `Your link to ${appName}`}</Title>
      {invitation ? (
        <Paragraph>
          {addressLabel(invitation.by)} invites you to {appName} as {invitation.as}.
        </Paragraph>
      ) : null}
      <Paragraph>Here is a link that signs you in. It works once, for the next {lifetime}.</Paragraph>
      <LinkButton url={url} label="Sign in" />
      <Hr className="rule" style={{ margin: "4px 0 20px", borderColor: light.border }} />
      <Small>You did not expect it? Ignore this email: nothing happens until the link is used.</Small>
      <WrittenOutLink url={url} />
    </Layout>
  );
}
