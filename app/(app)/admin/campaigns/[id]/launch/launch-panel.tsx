import { Button, Text, Title } from "@mantine/core";
import page from "../../../../page.module.css";
import type { Campaign } from "../../types";
import type { Step } from "../steps";
import { BlanksNotice } from "../write/blanks-notice";
import { RefusedNotice } from "../write/refused-notice";
import { LaunchBanner } from "./launch-banner";
import { ProblemList } from "./problem-list";
import { StillUploading } from "./still-uploading";

export type LaunchPanelProps = {
  campaign: Campaign;
  /** Recipients are still on their way up. */
  isUploading: boolean;
  onGo: (step: Step) => void;
  onLaunch: () => void;
};

export function LaunchPanel({ campaign, isUploading, onGo, onLaunch }: LaunchPanelProps) {
  return (
    <section className={page.card} aria-label="Launch">
      <Title order={2} size={20} mb="md">
        What would go out
      </Title>
      <LaunchBanner campaign={campaign} first="within seconds of the launch, or at the time you choose" />
      <ProblemList problems={campaign.problems} onGo={onGo} />
      <BlanksNotice blanks={campaign.blanks} />
      <RefusedNotice body={campaign.body} />
      <StillUploading isUploading={isUploading} />
      <Text c="dimmed" size="sm" my="md">
        From then on the audience is fixed. Sending can be paused, resumed and cancelled at any moment.
      </Text>
      <Button size="md" onClick={onLaunch}>
        Launch
      </Button>
    </section>
  );
}
