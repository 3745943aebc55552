import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { DAY } from "../time";
import { visitsTo } from "./networks";

/** How long visits and networks are kept. The judgements from them stay with the campaign. */
const KEPT = 30 * DAY;

export async function sweepVisits({ db }: MutationCtx, batch: number): Promise<number> {
  const old = await db
    .query("linkVisits")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - KEPT))
    .take(batch);
  for (const { _id } of old) await db.delete("linkVisits", _id);
  return old.length;
}

export async function sweepNetworks({ db }: MutationCtx, batch: number): Promise<number> {
  const old = await db
    .query("visitNetworks")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - KEPT))
    .take(batch);
  for (const { _id } of old) await db.delete("visitNetworks", _id);
  return old.length;
}

/** Deletes the visits to the links of somebody who is erased. The numbers of the campaign stay. */
export async function forgetVisits(ctx: MutationCtx, recipientId: Id<"recipients">): Promise<void> {
  let visits;
  do {
    visits = await visitsTo(ctx, recipientId);
    for (const { _id } of visits) await ctx.db.delete("linkVisits", _id);
  } while (visits.length > 0);
}
