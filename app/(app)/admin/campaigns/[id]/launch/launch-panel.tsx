import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import * as messages from "@/lib/messages/campaign-launch";
import page from "../../../../page.module.css";
import type { Campaign } from "../../types";
import type { Step } from "../steps";
import { MessageNotices } from "../write/message-notices";
import { LaunchBanner } from "./launch-banner";
import { ProblemList } from "./problem-list";

export type LaunchPanelProps = {
  campaign: Campaign;
  /** Running uploads, and other notices. */
  notices: ReactNode;
  onGo: (step: Step) => void;
  /** The button that launches the campaign or asks for approval. */
  start: ReactNode;
};

export function LaunchPanel({ campaign, notices, onGo, start }: LaunchPanelProps) {
  return (
    <section className={page.card} aria-label={messages.LAUNCH}>
      <Title order={2} size={20} mb="md">
        {messages.WHAT_IS_SENT}
      </Title>
      <LaunchBanner campaign={campaign} first={messages.WITHIN_SECONDS_OR_LATER} />
      <ProblemList problems={campaign.problems} onGo={onGo} />
      <Stack gap="md">
        <MessageNotices texts={campaign} counts={campaign.counts} />
        {notices}
      </Stack>
      <Text c="dimmed" size="sm" my="md">
        {messages.AFTER_LAUNCH}
      </Text>
      {start}
    </section>
  );
}
