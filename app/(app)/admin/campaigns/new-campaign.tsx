"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaigns";
import { useCall } from "../../use-call";
import { useAttempt } from "../../use-attempt";

/** Makes a draft at once and opens it: there is nothing to ask first, and an empty draft is easily deleted. */
export function NewCampaign() {
  const create = useCall(api.campaigns.create);
  const router = useRouter();
  const { isRunning, attempt } = useAttempt(messages.NOT_CREATED);
  return (
    <Button
      loading={isRunning}
      onClick={() => void attempt(async () => router.push(`/admin/campaigns/${await create({})}`))}
    >
      {messages.NEW_CAMPAIGN}
    </Button>
  );
}
