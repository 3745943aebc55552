import * as messages from "@/lib/messages/campaign-results";
import { type Counts, type Funnel, funnelOf, rateOf } from "../../funnel";
import { grouped } from "@/lib/numbers";
import { PeopleLink } from "./people-link";
import type { Stage } from "./shown-people";
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

/**
 * How many recipients reached each stage and, separately, how many were lost on the way. Each number opens the people
 * whom it counts.
 */
export function FunnelCards({ counts }: { counts: Counts }) {
  const funnel = funnelOf(counts);
  return (
    <section aria-label={messages.RESULTS}>
      <dl className={styles.funnel}>
        {STAGES.map(({ name, label, note }) => (
          <div key={name} className={styles.stage} data-name={name}>
            <dt>{label}</dt>
            <dd>
              <NumberOf funnel={funnel} name={name} />
            </dd>
            {note ? <dd className={styles.note}>{note}</dd> : null}
          </div>
        ))}
      </dl>
      <dl className={styles.losses}>
        {LOSSES.map(([name, label]) => (
          <div key={name} data-is-none={funnel[name] === 0 || undefined}>
            <dt>{label}</dt>
            <dd>
              <NumberOf funnel={funnel} name={name} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A number with its percentage, as a link to the people it counts. A number of zero is not a link. */
export function NumberOf({ funnel, name }: { funnel: Funnel; name: Stage }) {
  const count = <strong>{grouped(funnel[name])}</strong>;
  return (
    <>
      {funnel[name] === 0 ? count : <PeopleLink stage={name}>{count}</PeopleLink>}{" "}
      <span className={styles.share}>{shareOf(funnel, name)}</span>
    </>
  );
}

/** The percentage, and what it is a percentage of. A loss of zero has no percentage. */
function shareOf(funnel: Funnel, name: keyof Funnel): string {
  const rate = rateOf(funnel, name);
  if (rate === null || (funnel[name] === 0 && name in messages.LOSSES)) return "";
  return messages.rate(rate.share, rate.of);
}
