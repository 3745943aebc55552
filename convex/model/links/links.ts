/** Login links with this app's settings. arrival.ts has the hooks that run when a link is followed. */
import { type LinkOptions, linksOf } from "@latchkey/login-links/links";
import { PROFILE_FIELDS } from "../../../lib/profile-fields";
import type { DataModel } from "../../_generated/dataModel";
import { mailLink } from "../../mail/queue";
import { audit } from "../audit";
import { MINUTE } from "../time";
import { origin } from "./urls";

export const linkOptions: LinkOptions<DataModel> = {
  ...origin,
  metadataKeys: PROFILE_FIELDS,
  mail: (ctx, { linkId }) => mailLink(ctx, linkId),
  onMint: (ctx, { linkId, email, mintedBy, isMailed, lifetime }) =>
    audit(ctx, "link.minted", {
      actor: mintedBy,
      subject: email,
      details: { linkId, isMailed, lifetimeMinutes: lifetime / MINUTE },
    }),
};

/** The functions with which this app makes, finds and revokes links in its own transactions. */
export const links = linksOf<DataModel>(linkOptions);
