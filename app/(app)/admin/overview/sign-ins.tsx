"use client";

import type { Preloaded } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/overview";
import page from "../../page.module.css";
import { useLive } from "../../use-live";
import { grouped } from "@/lib/numbers";
import styles from "./overview.module.css";

type Day = FunctionReturnType<typeof api.overview.signIns>[number];

const DATE = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const dateOf = ({ day }: Day) => DATE.format(day * 86_400_000);
const totalOf = ({ links, passkeys }: Day) => links + passkeys;

/** The sign-ins of the last days, as a chart with one bar a day and as a table. The chart needs no JavaScript. */
export function SignIns({ signIns }: { signIns: Preloaded<typeof api.overview.signIns> }) {
  const days = useLive(signIns);
  const total = days.reduce((sum, day) => sum + totalOf(day), 0);
  return (
    <section className={`${page.card} ${page.part} ${styles.signIns}`} aria-labelledby="sign-ins">
      <div>
        <h2 id="sign-ins">{messages.SIGN_INS}</h2>
        <p className={page.none}>{total === 0 ? messages.NO_SIGN_INS : messages.LAST_DAYS}</p>
      </div>
      <Bars days={days} label={messages.chartOf(total)} />
      <details className={styles.details}>
        <summary>{messages.AS_TABLE}</summary>
        <DayTable days={days} />
      </details>
    </section>
  );
}

const HEIGHT = 160;
const BAR = 20;
const GAP = 4;

function Bars({ days, label }: { days: readonly Day[]; label: string }) {
  const highest = Math.max(1, ...days.map(totalOf));
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure className={styles.chart} role="img" aria-label={label}>
      <div className={styles.highest}>{grouped(highest)}</div>
      <svg viewBox={`0 0 ${days.length * (BAR + GAP)} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
        {days.map((day, index) => {
          const height = (HEIGHT * totalOf(day)) / highest;
          return (
            <rect key={day.day} x={index * (BAR + GAP)} y={HEIGHT - height} width={BAR} height={height}>
              <title>{`${dateOf(day)}: ${grouped(totalOf(day))}`}</title>
            </rect>
          );
        })}
      </svg>
      <div className={styles.ends} aria-hidden>
        <span>{first && dateOf(first)}</span>
        <span>{last && dateOf(last)}</span>
      </div>
    </figure>
  );
}

/** A table of the days, the newest first. */
function DayTable({ days }: { days: readonly Day[] }) {
  return (
    <div className={styles.scroll} role="group" aria-label={messages.SIGN_INS} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{messages.DAY}</th>
            <th scope="col">{messages.TOTAL}</th>
            <th scope="col">{messages.BY_LINK}</th>
            <th scope="col">{messages.BY_PASSKEY}</th>
            <th scope="col">{messages.NEW_ACCOUNTS}</th>
          </tr>
        </thead>
        <tbody>
          {[...days].reverse().map((day) => (
            <tr key={day.day}>
              <th scope="row">{dateOf(day)}</th>
              <td>{grouped(totalOf(day))}</td>
              <td>{grouped(day.links)}</td>
              <td>{grouped(day.passkeys)}</td>
              <td>{grouped(day.newAccounts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
