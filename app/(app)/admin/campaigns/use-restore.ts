"use client";

import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaigns";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import type { CampaignId } from "./types";

/** Restores a deleted draft, and says that it is back. */
export function useRestore() {
  const restore = useCall(api.drafts.restore);
  const { isRunning, attempt } = useAttempt(messages.NOT_RESTORED);

  async function restoreAndTell(campaignId: CampaignId, name: string) {
    await restore({ campaignId });
    notifications.show({ message: messages.restored(name.trim() || messages.UNTITLED) });
  }

  return {
    isRunning,
    run: (campaignId: CampaignId, name: string) => attempt(() => restoreAndTell(campaignId, name)),
  };
}
