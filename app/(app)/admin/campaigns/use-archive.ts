"use client";

import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import { MOST_AT_ONCE } from "@/lib/campaign-list";
import * as messages from "@/lib/messages/campaign-list";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import { inChunks } from "../_shared/in-chunks";
import type { CampaignId } from "./types";

/** Archives campaigns or takes them out of the archive, and says how many were changed. */
export function useArchive(isArchived: boolean) {
  const archive = useCall(api.campaignList.archive);
  const { isRunning, attempt } = useAttempt(isArchived ? messages.NOT_ARCHIVED : messages.NOT_UNARCHIVED);

  async function run(ids: readonly CampaignId[]) {
    const sum = { changed: 0, active: 0 };
    for (const campaignIds of inChunks(ids, MOST_AT_ONCE)) {
      const { changed, active } = await archive({ campaignIds, isArchived });
      sum.changed += changed;
      sum.active += active;
    }
    notifications.show({ message: sentenceOf(sum, isArchived) });
  }

  return { isRunning, archive: (ids: readonly CampaignId[]) => attempt(() => run(ids)) };
}

function sentenceOf({ changed, active }: { changed: number; active: number }, isArchived: boolean): string {
  const done = isArchived ? messages.archived(changed) : messages.unarchived(changed);
  if (active === 0) return done;
  return changed === 0 ? messages.notArchived(active) : `${done} ${messages.notArchived(active)}`;
}
