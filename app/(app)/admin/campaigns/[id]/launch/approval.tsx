"use client";

import { Alert, Button, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaign-approval";
import { Sentence } from "../../../../../ui/sentence";
import { useAttempt } from "../../../../use-attempt";
import { useCall } from "../../../../use-call";
import { When } from "../../../../when";
import type { Campaign } from "../../types";
import { useOwn } from "../../../../use-own";

type ApprovalProps = { campaign: Campaign };

/** Asks those who may launch to approve this draft. It stands where they have the button Launch. */
export function AskForApproval({ campaign, flush }: ApprovalProps & { flush: () => Promise<void> }) {
  const ask = useCall(api.campaignApprovals.ask);
  const { isRunning, attempt } = useAttempt(messages.NOT_ASKED);

  async function run() {
    await flush();
    await ask({ campaignId: campaign.id });
    notifications.show({ message: messages.ASKED });
  }

  return (
    <Button loading={isRunning} onClick={() => void attempt(run)}>
      {messages.ASK}
    </Button>
  );
}

/** Says who asked for approval of this draft, and ends the request. */
export function ApprovalNotice({ campaign }: ApprovalProps) {
  const asked = useOwn(api.campaignApprovals.get, { campaignId: campaign.id });
  const takeBack = useCall(api.campaignApprovals.takeBack);
  const { isRunning, attempt } = useAttempt(messages.NOT_ENDED);
  if (!asked) return null;
  return (
    <Alert mb="lg" title={messages.WAITS} role="status">
      <Sentence parts={messages.askedBy(asked.email, <When at={asked.askedAt} />)} />
      <Text size="sm" mt={4} mb="sm">
        {asked.hasChanged ? messages.CHANGED_SINCE : campaign.mayLaunch ? messages.HOW_TO : messages.WHO_MAY}
      </Text>
      <Button
        variant="default"
        size="compact-md"
        loading={isRunning}
        onClick={() => void attempt(() => takeBack({ campaignId: campaign.id }))}
      >
        {messages.END_REQUEST}
      </Button>
    </Alert>
  );
}
