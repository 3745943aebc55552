"use client";

import { Progress, Text } from "@mantine/core";
import { troubleMessage } from "@/lib/mail-provider-messages";
import page from "../../../../page.module.css";
import { funnelOf } from "../../funnel";
import { counted, grouped, percent } from "../../../_shared/numbers";
import type { Campaign } from "../../types";
import { aboutHowLong } from "../launch/estimate";
import { paceOf, useSamples } from "./measured-pace";
import styles from "./watch.module.css";

/** The progress in numbers, and how long the rest takes while it is being sent. */
export function SendingProgress({ campaign }: { campaign: Campaign }) {
  const { audience, settled, sent } = funnelOf(campaign.counts);
  return (
    <section className={page.card} aria-label="Progress">
      <div className={styles.progressHead}>
        <Text fw={600} className={styles.numbers}>
          {grouped(sent)} of {counted(audience, "email")} sent
        </Text>
        <Text c="dimmed" size="sm">
          {campaign.status === "sending" ? <Rest campaign={campaign} /> : restOf(campaign)}
        </Text>
      </div>
      {campaign.checking === null ? null : (
        <Text size="sm" c="dimmed" mb="xs">
          The rest follow once the mail provider has reported on these, after ten minutes at most.
        </Text>
      )}
      <Progress
        size="lg"
        value={percent(settled, audience)}
        color={campaign.status === "paused" ? "var(--border-strong)" : undefined}
        animated={campaign.status === "sending"}
        aria-label="Emails sent"
      />
    </section>
  );
}

/** How long the rest takes at the measured pace, or why that is unknown. */
function Rest({ campaign: { counts, trouble, checking } }: { campaign: Campaign }) {
  const { queued, settled } = funnelOf(counts);
  const pace = paceOf(useSamples(settled), queued);
  if (trouble !== null) return troubleMessage(trouble) ?? "The mail provider refused. We try again.";
  if (checking !== null) return `Checking the first ${grouped(checking)}`;
  if (queued === 0) return "finishing";
  if (pace === "unknown") return "measuring the pace";
  if (pace === "still") return "waiting for the mail provider";
  return `${aboutHowLong(pace.secondsLeft)} to go`;
}

function restOf({ status, counts }: Campaign): string {
  if (status === "paused") return `${counted(funnelOf(counts).queued, "recipient")} waiting`;
  return status === "scheduled" ? "not begun" : "";
}
