import { Title } from "@mantine/core";
import { OVER_TIME } from "@/lib/messages/campaign-results";
import page from "../../../../page.module.css";
import styles from "./watch.module.css";

/** A placeholder for the chart: its card and its lines, without bars. */
export function ChartSkeleton() {
  return (
    <section className={`${page.card} ${styles.chart}`} aria-label={OVER_TIME} aria-busy="true">
      <Title order={2} size={18} mb="md">
        {OVER_TIME}
      </Title>
      <div className={styles.axes} />
    </section>
  );
}
