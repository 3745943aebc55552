import { Hr } from "react-email";
import { Layout, LinkButton, Paragraph, Small, Title, WrittenOutLink } from "./layout";
import { light } from "./theme";
import { plainName } from "@latchkey/login-links/http";
import * as common from "../lib/messages/emails";
import * as messages from "../lib/messages/link-email";
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

/** For a link that the recipient did not request: an admin or another program made it. It has no code. */
export function MintedLinkEmail(props: MintedLinkEmailProps) {
  const { url, address, name, expiresInMinutes, siteUrl, appName, invitation } = props;
  const host = hostOf(siteUrl);
  const lifetime = durationInWords(expiresInMinutes);
  const greeted = name && plainName(name);
  return (
    <Layout
      appName={appName}
      preheader={messages.preheader(host, lifetime)}
      footer={common.sentBy(addressLabel(address), host)}
    >
      <Title>{messages.title(greeted, appName)}</Title>
      {invitation ? (
        <Paragraph>{messages.invitation(addressLabel(invitation.by), appName, invitation.as)}</Paragraph>
      ) : null}
      <Paragraph>{messages.worksOnce(lifetime)}</Paragraph>
      <LinkButton url={url} label={common.SIGN_IN} />
      <Hr className="rule" style={{ margin: "4px 0 20px", borderColor: light.border }} />
      <Small>{messages.NOT_EXPECTED}</Small>
      <WrittenOutLink url={url} />
    </Layout>
  );
}
