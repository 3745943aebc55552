import { Hr } from "react-email";
import { Layout, LinkButton, Paragraph, Small, Title, WrittenOutLink } from "./layout";
import { light } from "./theme";
import type { Brand } from "../lib/brand/brand";
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
  brand: Brand;
  /** For a colleague's invitation: who invites, and the role, for example "a marketer". */
  invitation?: { by: string; as: string } | null;
};

/** For a link that the recipient did not request: an admin or another program made it. It has no code. */
export function MintedLinkEmail(props: MintedLinkEmailProps) {
  const { url, address, name, expiresInMinutes, siteUrl, brand, invitation } = props;
  const host = hostOf(siteUrl);
  const lifetime = durationInWords(expiresInMinutes);
  const greeted = name && plainName(name);
  return (
    <Layout
      brand={brand}
      preheader={messages.preheader(host, lifetime)}
      footer={common.sentBy(addressLabel(address), host)}
    >
      <Title>{messages.title(greeted, brand.name)}</Title>
      {invitation ? (
        <Paragraph>{messages.invitation(addressLabel(invitation.by), brand.name, invitation.as)}</Paragraph>
      ) : null}
      <Paragraph>{messages.worksOnce(lifetime)}</Paragraph>
      <LinkButton url={url} label={common.SIGN_IN} />
      <Hr className="rule" style={{ margin: "4px 0 20px", borderColor: light.border }} />
      <Small>{messages.NOT_EXPECTED}</Small>
      <WrittenOutLink url={url} />
    </Layout>
  );
}
