"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { api } from "@/convex/_generated/api";
import { useCall } from "../../../../use-call";
import { ConfirmDialog } from "../../../_shared/confirm-dialog";
import { funnelOf } from "../../funnel";
import { counted } from "../../../_shared/numbers";
import type { Campaign } from "../../types";
import { useAttempt } from "../../../../use-attempt";
import { AfterMenu } from "./after-menu";

/** The actions for the campaign's current status. */
export function CampaignActions({ campaign }: { campaign: Campaign }) {
  const { status } = campaign;
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
  const { isRunning, attempt } = useAttempt("Not paused");
  return (
    <Button variant="default" loading={isRunning} onClick={() => void attempt(() => pause({ campaignId }))}>
      Pause
    </Button>
  );
}

function Resume({ campaign: { id: campaignId } }: { campaign: Campaign }) {
  const resume = useCall(api.campaigns.resume);
  const { isRunning, attempt } = useAttempt("Not resumed");
  return (
    <Button loading={isRunning} onClick={() => void attempt(() => resume({ campaignId }))}>
      Resume
    </Button>
  );
}

function LaunchNow({ campaign }: { campaign: Campaign }) {
  const launch = useCall(api.campaigns.launch);
  const [isAsking, { open, close }] = useDisclosure();
  const recipients = counted(funnelOf(campaign.counts).queued, "recipient");
  return (
    <>
      <Button onClick={open}>Launch now</Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title={`Launch to ${recipients} now?`}
        action="Launch now"
        keep="Keep the schedule"
        failed="Not launched"
        color="brass"
        run={() => launch({ campaignId: campaign.id })}
      >
        <Text>It is sent now, not at the scheduled time.</Text>
      </ConfirmDialog>
    </>
  );
}

function Unschedule({ campaign: { id: campaignId } }: { campaign: Campaign }) {
  const unschedule = useCall(api.campaigns.unschedule);
  const { isRunning, attempt } = useAttempt("Still scheduled");
  return (
    <Button
      variant="default"
      loading={isRunning}
      onClick={() => void attempt(() => unschedule({ campaignId }))}
    >
      Unschedule
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
        Cancel
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title="Cancel this campaign?"
        action="Cancel it for good"
        keep="Keep it"
        failed="Not cancelled"
        run={() => cancel({ campaignId: campaign.id })}
      >
        <Text>
          {counted(queued, "recipient")} will not be mailed. A cancelled campaign cannot be resumed.
          {sent === 0
            ? ""
            : ` ${counted(sent, "invite was", "invites were")} sent already and can still be accepted until you revoke them.`}
        </Text>
      </ConfirmDialog>
    </>
  );
}
