/**
 * Several people may edit one draft at the same time. Each field has a version, so that no save overwrites what its
 * author has not seen.
 */
import type { Infer } from "convex/values";
import { changedMeanwhile } from "../../../lib/messages/campaign-draft";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import type { fieldEdit } from "../../validators";
import { notePictures } from "../pictures/use";
import { type Campaign, enterSoon } from "./campaign";
import type { Draft } from "./drafts";

type Edit = Infer<typeof fieldEdit>;
type Field = keyof Draft;

export interface Author {
  /**
   * The version of each field that the author has seen. A field is missing if the author has never seen a saved version
   * of it.
   */
  seen: Record<string, number>;
  writer: string;
  by: string;
}

/**
 * Saves all of these fields, or fails with `changed` if somebody else has saved a newer version of one. @returns their
 * new versions
 */
export async function saveFields(
  ctx: MutationCtx,
  campaign: Campaign,
  draft: Partial<Draft>,
  author: Author,
): Promise<Record<string, number>> {
  const { edits = {} } = campaign;
  const changed = (Object.keys(draft) as Field[]).filter((field) => draft[field] !== campaign[field]);
  for (const field of changed) requireSeen(field, edits[field], author);
  const next = Object.fromEntries(changed.map((field) => [field, nextOf(edits[field], author)]));
  const patch = { ...draft, edits: { ...edits, ...next } };
  await notePictures(ctx, { before: campaign.body, after: draft.body });
  if (changed.length > 0) await ctx.db.patch("campaigns", campaign._id, patch);
  if (changed.some((field) => field === "name" || field === "subject")) await enterSoon(ctx, campaign._id);
  return Object.fromEntries(Object.keys(draft).map((field) => [field, patch.edits[field]?.version ?? 0]));
}

/**
 * Fails if the author has not seen the newest version. A page may overwrite its own newest version, because the
 * response to that save may have been lost.
 */
function requireSeen(field: Field, edit: Edit | undefined, { seen, writer }: Author): void {
  if (!edit || edit.version <= (seen[field] ?? 0) || edit.writer === writer) return;
  fail("changed", changedMeanwhile(edit.by, field), field);
}

function nextOf(edit: Edit | undefined, { writer, by }: Author): Edit {
  return { version: (edit?.version ?? 0) + 1, writer, by };
}

/** The version of the whole draft: the sum of its fields' versions, so every save that changes a field raises it. */
export function versionOf({ edits = {} }: Pick<Campaign, "edits">): number {
  return Object.values(edits).reduce((sum, { version }) => sum + version, 0);
}
