"use client";

import { BarChart } from "@mantine/charts";
import "@mantine/charts/styles.layer.css";
import { Text, Title } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaign-results";
import page from "../../../../page.module.css";
import { grouped } from "@/lib/numbers";
import type { CampaignId } from "../../types";
import { useEveryPage } from "../../../_shared/use-every-page";
import { ChartSkeleton } from "./chart-skeleton";
import { bucketsOf, SHOWN, ticksFor } from "./hours";
import styles from "./watch.module.css";

const COLORS: Record<(typeof SHOWN)[number], string> = {
  sent: "var(--chart-sent)",
  delivered: "var(--chart-delivered)",
  opened: "var(--chart-opened)",
  clicked: "var(--chart-clicked)",
  accepted: "var(--accent)",
};
const SERIES = SHOWN.map((name) => ({ name, label: messages.STAGES[name], color: COLORS[name] }));

/** A page has this many rows. An hour has a few, because several writers count in rows of their own. */
const HOUR_ROWS = 500;

/**
 * A bar chart of the events over time. Screen readers get it as one image, because the totals are also shown as text
 * above it.
 */
export function HoursChart({ campaignId }: { campaignId: CampaignId }) {
  const hours = useEveryPage(api.results.hours, { campaignId }, HOUR_ROWS);
  if (!hours) return <ChartSkeleton />;
  const buckets = bucketsOf(hours);
  const ticks = ticksFor(buckets);
  return (
    <section className={`${page.card} ${styles.chart}`} aria-label={messages.OVER_TIME}>
      <Title order={2} size={18} mb="md">
        {messages.OVER_TIME}
      </Title>
      {buckets.length === 0 ? (
        <Text c="dimmed">{messages.NO_RESULTS}</Text>
      ) : (
        <BarChart
          h={260}
          data={buckets}
          dataKey="label"
          series={SERIES}
          withLegend
          // Keeps the legend in the order of the funnel; the default order is alphabetical.
          legendProps={{ itemSorter: null }}
          yAxisProps={{ ticks, domain: [0, ticks.at(-1) ?? 1] }}
          maxBarWidth={28}
          valueFormatter={grouped}
          role="img"
          aria-label={messages.CHART}
        />
      )}
    </section>
  );
}
