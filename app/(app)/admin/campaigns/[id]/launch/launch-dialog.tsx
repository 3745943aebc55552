"use client";

import { SegmentedControl, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaign-launch";
import { useCall } from "../../../../use-call";
import { ConfirmDialog } from "../../../_shared/confirm-dialog";
import type { Campaign } from "../../types";
import { MessageNotices } from "../write/message-notices";
import { estimate } from "./estimate";
import type { Step } from "../steps";
import { LaunchBanner } from "./launch-banner";
import { FirstPart } from "./first-part";
import styles from "./launch.module.css";
import { ProblemList } from "./problem-list";
import { TimeField } from "./time-field";

const CHOICES = [
  { value: "now", label: messages.NOW },
  { value: "later", label: messages.LATER },
];

export type LaunchDialogProps = {
  opened: boolean;
  onClose: () => void;
  campaign: Campaign;
  /** Running uploads, and other notices. */
  notices: ReactNode;
  /** Something has to be resolved before the launch. */
  isBlocked: boolean;
  onGo: (step: Step) => void;
};

/** The last check before sending. */
export function LaunchDialog({ opened, onClose, campaign, notices, isBlocked, onGo }: LaunchDialogProps) {
  const launch = useCall(api.campaigns.launch);
  const [when, setWhen] = useState("now");
  const [at, setAt] = useState<number | null>(null);
  const [skipCheck, setSkipCheck] = useState(false);
  const isLater = when === "later";
  const { recipients } = estimate(campaign.counts, campaign.requestsPerSecond);
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={messages.question(recipients)}
      action={isLater ? messages.SCHEDULE : messages.LAUNCH_NOW}
      keep={messages.NOT_YET}
      failed={isLater ? messages.NOT_SCHEDULED : messages.NOT_LAUNCHED}
      color="brass"
      isDisabled={isBlocked || campaign.problems.length > 0 || (isLater && at === null)}
      run={() =>
        launch({
          campaignId: campaign.id,
          confirmed: {
            recipients: campaign.counts.recipients ?? 0,
            removed: campaign.counts.removed ?? 0,
            version: campaign.version,
          },
          skipCheck,
          ...(isLater && at !== null ? { at } : {}),
        })
      }
    >
      <Stack gap="md">
        <LaunchBanner campaign={campaign} first={isLater ? firstArrival(at) : messages.WITHIN_SECONDS} />
        <ProblemList problems={campaign.problems} onGo={onGo} />
        <SegmentedControl
          className={styles.when}
          aria-label={messages.WHEN}
          fullWidth
          data={CHOICES}
          value={when}
          onChange={setWhen}
        />
        {isLater ? <TimeField at={at} onChange={setAt} /> : null}
        <FirstPart recipients={recipients} isSkipped={skipCheck} onChange={setSkipCheck} />
        {notices}
        <MessageNotices texts={campaign} counts={campaign.counts} />
      </Stack>
    </ConfirmDialog>
  );
}

const LOCAL = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" });

const firstArrival = (at: number | null) => (at === null ? messages.AT_CHOSEN_TIME : LOCAL.format(at));
