import * as messages from "@/lib/messages/campaign-results";
import { type Counts, type Funnel, funnelOf } from "../../funnel";
import { grouped, percent } from "@/lib/numbers";
import styles from "./watch.module.css";

type Name = "queued" | "sent" | "delivered" | "opened" | "clicked" | "accepted";

const STAGES: { name: Name; label: string; note?: string }[] = [
  { name: "queued", label: messages.STAGES.queued },
  { name: "sent", label: messages.STAGES.sent },
  { name: "delivered", label: messages.STAGES.delivered },
  { name: "opened", label: messages.STAGES.opened, note: messages.REPORTED },
  { name: "clicked", label: messages.STAGES.clicked, note: messages.REPORTED },
  { name: "accepted", label: messages.STAGES.accepted, note: messages.SIGNED_IN },
];
const LOSSES = Object.entries(messages.LOSSES) as [keyof typeof messages.LOSSES, string][];

/** How many recipients reached each stage and, separately, how many were lost on the way. */
export function FunnelCards({ counts }: { counts: Counts }) {
  const funnel = funnelOf(counts);
  return (
    <section aria-label={messages.RESULTS}>
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
        {LOSSES.map(([name, label]) => (
          <div key={name} data-is-none={funnel[name] === 0 || undefined}>
            <dt>{label}</dt>
            <dd>{grouped(funnel[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/**
 * The percentage of a stage. Queued and sent recipients are shown as a share of the audience, all others as a share of
 * the recipients to whom the mail was sent.
 */
function shareOf(funnel: Funnel, name: Name): string {
  const whole = name === "queued" || name === "sent" ? funnel.audience : funnel.sent;
  return whole === 0 ? "" : messages.percent(percent(funnel[name], whole));
}
