"use client";

import { Progress, Text } from "@mantine/core";
import { troubleMessage } from "@/lib/messages/mail-provider";
import { aboutHowLong } from "@/lib/messages/campaign-launch";
import * as messages from "@/lib/messages/campaign-results";
import page from "../../../../page.module.css";
import { funnelOf } from "../../funnel";
import { percent } from "@/lib/numbers";
import type { Campaign } from "../../types";
import { paceOf, useSamples } from "./measured-pace";
import styles from "./watch.module.css";

/** The progress in numbers and, while the campaign is being sent, how long the rest takes. */
export function SendingProgress({ campaign }: { campaign: Campaign }) {
  const { audience, settled, sent } = funnelOf(campaign.counts);
  return (
    <section className={page.card} aria-label={messages.PROGRESS}>
      <div className={styles.progressHead}>
        <Text fw={600} className={styles.numbers}>
          {messages.sentOf(sent, audience)}
        </Text>
        <Text c="dimmed" size="sm">
          {campaign.status === "sending" ? <Rest campaign={campaign} /> : restOf(campaign)}
        </Text>
      </div>
      {campaign.checking === null ? null : (
        <Text size="sm" c="dimmed" mb="xs">
          {messages.CHECKING_HINT}
        </Text>
      )}
      <Progress
        size="lg"
        value={percent(settled, audience)}
        color={campaign.status === "paused" ? "var(--border-strong)" : undefined}
        animated={campaign.status === "sending"}
        aria-label={messages.PROGRESS_BAR}
      />
    </section>
  );
}

/** How long the rest takes at the measured pace, or why that is unknown. */
function Rest({ campaign: { counts, trouble, checking } }: { campaign: Campaign }) {
  const { queued, settled } = funnelOf(counts);
  const pace = paceOf(useSamples(settled), queued);
  if (trouble !== null) return troubleMessage(trouble) ?? messages.PROVIDER_REJECTED;
  if (checking !== null) return messages.checkingFirst(checking);
  if (queued === 0) return messages.FINISHING;
  if (pace === "unknown") return messages.MEASURING;
  if (pace === "still") return messages.WAITING_FOR_PROVIDER;
  return messages.timeLeft(aboutHowLong(pace.secondsLeft));
}

function restOf({ status, counts }: Campaign): string {
  if (status === "paused") return messages.waiting(funnelOf(counts).queued);
  return status === "scheduled" ? messages.NOT_STARTED : "";
}
