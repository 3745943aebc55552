import { type Counts, type Funnel, funnelOf } from "../../funnel";
import { grouped, percent } from "../../../_shared/numbers";
import styles from "./watch.module.css";

type Name = "queued" | "sent" | "delivered" | "opened" | "clicked" | "accepted";
type Lost = "bounced" | "complained" | "failed" | "member" | "suppressed" | "unsubscribed" | "withdrawn";

const REPORTED = "as reported by the mail provider";
const STAGES: { name: Name; label: string; note?: string }[] = [
  { name: "queued", label: "Queued" },
  { name: "sent", label: "Sent" },
  { name: "delivered", label: "Delivered" },
  { name: "opened", label: "Opened", note: REPORTED },
  { name: "clicked", label: "Clicked", note: REPORTED },
  { name: "accepted", label: "Accepted", note: "signed in through their link" },
];
const LOSSES: { name: Lost; label: string }[] = [
  { name: "unsubscribed", label: "Unsubscribed" },
  { name: "bounced", label: "Bounced" },
  { name: "complained", label: "Complained" },
  { name: "failed", label: "Failed" },
  { name: "member", label: "Already a member" },
  { name: "suppressed", label: "Suppressed" },
  { name: "withdrawn", label: "Cancelled" },
];

/** How far recipients got, and separately, who was lost on the way. */
export function FunnelCards({ counts }: { counts: Counts }) {
  const funnel = funnelOf(counts);
  return (
    <section aria-label="Results">
      <dl className={styles.funnel}>
        {STAGES.map(({ name, label, note }) => (
          <div key={name} className={styles.stage} data-name={name}>
            <dt>{label}</dt>
            <dd>
              <strong>{grouped(funnel[name])}</strong>{" "}
              <span className={styles.share}>{shareOf(funnel, name)}</span>
            </dd>
            {note ? <dd className={styles.note}>{note}</dd> : null}
          </div>
        ))}
      </dl>
      <dl className={styles.losses}>
        {LOSSES.map(({ name, label }) => (
          <div key={name} data-is-none={funnel[name] === 0 || undefined}>
            <dt>{label}</dt>
            <dd>{grouped(funnel[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Of the audience before sending; afterwards of those who were mailed. */
function shareOf(funnel: Funnel, name: Name): string {
  const whole = name === "queued" || name === "sent" ? funnel.audience : funnel.sent;
  return whole === 0 ? "" : `${percent(funnel[name], whole)} %`;
}
