"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaigns";
import { useCall } from "../../use-call";
import { useAttempt } from "../../use-attempt";

/**
 * Creates a draft and opens it at once. There is no form first, because a draft needs no input and an empty draft can
 * easily be deleted.
 */
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
