"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { api } from "@/convex/_generated/api";
import { KEEP_IT } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/campaign-results";
import { useCall } from "../../../../use-call";
import { ConfirmDialog } from "../../../_shared/confirm-dialog";
import { funnelOf } from "../../funnel";
import type { Campaign } from "../../types";
import { useAttempt } from "../../../../use-attempt";
import { AfterMenu } from "./after-menu";

/** The actions for the campaign's current status. */
export function CampaignActions({ campaign }: { campaign: Campaign }) {
  const { status } = campaign;
  if (!campaign.mayLaunch) return <AfterMenu campaign={campaign} />;
  return (
    <>
      {status === "sending" ? <Pause campaign={campaign} /> : null}
      {status === "paused" ? <Resume campaign={campaign} /> : null}
      {status === "scheduled" ? <LaunchNow campaign={campaign} /> : null}
      {status === "scheduled" ? <Unschedule campaign={campaign} /> : null}
      {["scheduled", "sending", "paused"].includes(status) ? <Cancel campaign={campaign} /> : null}
      <AfterMenu campaign={campaign} />
    </>
  );
}

function Pause({ campaign: { id: campaignId } }: { campaign: Campaign }) {
  const pause = useCall(api.campaigns.pause);
  const { isRunning, attempt } = useAttempt(messages.NOT_PAUSED);
  return (
    <Button variant="default" loading={isRunning} onClick={() => void attempt(() => pause({ campaignId }))}>
      {messages.PAUSE}
    </Button>
  );
}

function Resume({ campaign: { id: campaignId } }: { campaign: Campaign }) {
  const resume = useCall(api.campaigns.resume);
  const { isRunning, attempt } = useAttempt(messages.NOT_RESUMED);
  return (
    <Button loading={isRunning} onClick={() => void attempt(() => resume({ campaignId }))}>
      {messages.RESUME}
    </Button>
  );
}

function LaunchNow({ campaign }: { campaign: Campaign }) {
  const launch = useCall(api.campaigns.launch);
  const [isAsking, { open, close }] = useDisclosure();
  return (
    <>
      <Button onClick={open}>{messages.LAUNCH_NOW}</Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title={messages.launchNowQuestion(funnelOf(campaign.counts).queued)}
        action={messages.LAUNCH_NOW}
        keep={messages.KEEP_SCHEDULE}
        failed={messages.NOT_LAUNCHED}
        color="brass"
        run={() => launch({ campaignId: campaign.id })}
      >
        <Text>{messages.LAUNCH_NOW_HINT}</Text>
      </ConfirmDialog>
    </>
  );
}

function Unschedule({ campaign: { id: campaignId } }: { campaign: Campaign }) {
  const unschedule = useCall(api.campaigns.unschedule);
  const { isRunning, attempt } = useAttempt(messages.STILL_SCHEDULED);
  return (
    <Button
      variant="default"
      loading={isRunning}
      onClick={() => void attempt(() => unschedule({ campaignId }))}
    >
      {messages.UNSCHEDULE}
    </Button>
  );
}

function Cancel({ campaign }: { campaign: Campaign }) {
  const cancel = useCall(api.campaigns.cancel);
  const [isAsking, { open, close }] = useDisclosure();
  const { queued, sent } = funnelOf(campaign.counts);
  return (
    <>
      <Button variant="default" onClick={open}>
        {messages.CANCEL}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title={messages.CANCEL_QUESTION}
        action={messages.CANCEL_FOR_GOOD}
        keep={KEEP_IT}
        failed={messages.NOT_CANCELLED}
        run={() => cancel({ campaignId: campaign.id })}
      >
        <Text>{messages.cancelHint(queued, sent)}</Text>
      </ConfirmDialog>
    </>
  );
}
