import { Progress, Text } from "@mantine/core";
import page from "../../../../page.module.css";
import { funnelOf } from "../../funnel";
import { counted, grouped, percent } from "../../../_shared/numbers";
import type { Campaign } from "../../types";
import { aboutHowLong, estimate } from "../launch/estimate";
import styles from "./watch.module.css";

/** How far it has come, with numbers, and how long the rest takes while it is on its way. */
export function SendingProgress({ campaign }: { campaign: Campaign }) {
  const { audience, settled, sent } = funnelOf(campaign.counts);
  return (
    <section className={page.card} aria-label="Progress">
      <div className={styles.progressHead}>
        <Text fw={600} className={styles.numbers}>
          {grouped(sent)} of {counted(audience, "email")} sent
        </Text>
        <Text c="dimmed" size="sm">
          {restOf(campaign)}
        </Text>
      </div>
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

function restOf({ status, counts, requestsPerSecond }: Campaign): string {
  const { recipients, seconds } = estimate(counts, requestsPerSecond);
  if (status === "sending") return recipients === 0 ? "finishing" : `${aboutHowLong(seconds)} to go`;
  if (status === "paused") return `${counted(recipients, "recipient")} waiting`;
  return status === "scheduled" ? "not started" : "";
}
