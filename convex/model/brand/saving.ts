/** Checks and saves what an admin has entered on the page Brand. */
import { parseEmailAddress } from "@latchkey/login-links/http";
import { contrastOf, isReadable, readableShade, type Scheme } from "../../../lib/brand/accent";
import { parseColor } from "../../../lib/brand/color";
import { parseFooterLinks } from "../../../lib/brand/footer-links";
import { NAME_RULES } from "../../../lib/brand/name";
import * as messages from "../../../lib/messages/brand";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import type { SavedBrand } from "./validator";
import { asActor, audit } from "../audit";
import type { Viewer } from "../people/viewer";
import { getBrandRow } from "./row";

const MAX_POSTAL_ADDRESS = 500;

export interface BrandFields {
  name: string;
  accent: string;
  accentDark: string;
  senderName: string;
  postalAddress: string;
  supportEmail: string;
  footerLinks: string;
}

export async function saveBrand(ctx: MutationCtx, viewer: Viewer, fields: BrandFields): Promise<void> {
  await changeBrand(ctx, viewer, {
    name: readName(fields.name, "name"),
    accent: readColor(fields.accent, "light", "accent"),
    accentDark: readColor(fields.accentDark, "dark", "accentDark"),
    senderName: readName(fields.senderName, "senderName"),
    postalAddress: readPostalAddress(fields.postalAddress),
    supportEmail: readEmail(fields.supportEmail),
    footerLinks: readLinks(fields.footerLinks),
  });
}

/** Saves these fields, with an audit row that lists the names of those that differ. */
export async function changeBrand(
  ctx: MutationCtx,
  viewer: Viewer,
  changes: Partial<SavedBrand>,
): Promise<void> {
  const row = await getBrandRow(ctx);
  const names = Object.keys(changes) as (keyof SavedBrand)[];
  const changed = names.filter((name) => JSON.stringify(row?.[name]) !== JSON.stringify(changes[name]));
  if (changed.length === 0) return;
  if (row) await ctx.db.patch("brands", row._id, changes);
  else await ctx.db.insert("brands", changes);
  await audit(ctx, "brand.changed", {
    actor: asActor(viewer),
    subject: changes.name ?? row?.name ?? "",
    details: { fields: changed.join(", ") },
  });
}

function readName(written: string, field: "name" | "senderName"): string | undefined {
  const name = written.trim();
  const broken = NAME_RULES.find(({ isKept }) => !isKept(name));
  if (broken) fail("invalid", messages.wrongName(field, broken.otherwise), field);
  return name || undefined;
}

function readColor(written: string, scheme: Scheme, field: string): string | undefined {
  if (written.trim() === "") return undefined;
  const color = parseColor(written) ?? fail("invalid", messages.NOT_A_COLOR, field);
  if (!isReadable(color, scheme)) {
    const shade = readableShade(color, scheme);
    fail("invalid", messages.tooLittleContrast(color, scheme, contrastOf(color, scheme), shade), field);
  }
  return color;
}

function readPostalAddress(written: string): string | undefined {
  const address = written.trim();
  if (address.length > MAX_POSTAL_ADDRESS)
    fail("invalid", messages.postalAddressTooLong(MAX_POSTAL_ADDRESS), "postalAddress");
  return address || undefined;
}

function readEmail(written: string): string | undefined {
  if (written.trim() === "") return undefined;
  return parseEmailAddress(written) ?? fail("invalid", messages.NOT_AN_ADDRESS, "supportEmail");
}

function readLinks(written: string): SavedBrand["footerLinks"] {
  const found = parseFooterLinks(written);
  if ("wrong" in found) fail("invalid", messages.wrongLink(found.wrong), "footerLinks");
  return found.links.length > 0 ? found.links : undefined;
}
