import { Button, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
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
  onLaunch: () => void;
};

export function LaunchPanel({ campaign, notices, onGo, onLaunch }: LaunchPanelProps) {
  return (
    <section className={page.card} aria-label="Launch">
      <Title order={2} size={20} mb="md">
        What would go out
      </Title>
      <LaunchBanner campaign={campaign} first="within seconds of the launch, or at the time you choose" />
      <ProblemList problems={campaign.problems} onGo={onGo} />
      <Stack gap="md">
        <MessageNotices texts={campaign} counts={campaign.counts} />
        {notices}
      </Stack>
      <Text c="dimmed" size="sm" my="md">
        From then on the audience is fixed. Sending can be paused, resumed and cancelled at any moment.
      </Text>
      <Button size="md" onClick={onLaunch}>
        Launch
      </Button>
    </section>
  );
}
