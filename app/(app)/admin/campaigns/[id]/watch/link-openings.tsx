"use client";

import { Text, Title } from "@mantine/core";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/link-visits";
import { grouped } from "@/lib/numbers";
import adminStyles from "../../../_shared/admin.module.css";
import { type Column, RecordTable } from "../../../_shared/record-table";
import { ShowMore } from "../../../_shared/show-more";
import { usePages } from "../../../_shared/use-pages";
import { type Funnel, funnelOf } from "../../funnel";
import type { Campaign } from "../../types";
import { NumberOf } from "./funnel-cards";
import { PeopleLink } from "./people-link";
import styles from "./watch.module.css";

type DomainRow = FunctionReturnType<typeof api.results.domains>["page"][number];

const NAMES = Object.keys(messages.OPENED_BY) as (keyof typeof messages.OPENED_BY)[];

/** How many people and filters opened the links, in total and for each receiving domain, live. */
export function LinkOpenings({ campaign }: { campaign: Campaign }) {
  const funnel = funnelOf(campaign.counts);
  const isAny = NAMES.some((name) => funnel[name] > 0);
  return (
    <section aria-labelledby="openings">
      <Title order={2} size={20} mb="xs" id="openings">
        {messages.TITLE}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {isAny ? messages.COUNTED : messages.NOBODY}
      </Text>
      {isAny ? <Numbers funnel={funnel} /> : null}
      {isAny ? <Domains campaign={campaign} /> : null}
      <Limits />
    </section>
  );
}

function Numbers({ funnel }: { funnel: Funnel }) {
  return (
    <dl className={styles.funnel}>
      {NAMES.map((name) => (
        <div key={name} className={styles.stage} data-name={name}>
          <dt>{messages.OPENED_BY[name]}</dt>
          <dd>
            <NumberOf funnel={funnel} name={name} />
          </dd>
          <dd className={styles.note}>{messages.NOTES[name]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Domains({ campaign: { id: campaignId } }: { campaign: Campaign }) {
  const pages = usePages(api.results.domains, { campaignId });
  if (!pages.rows?.length) return null;
  return (
    <>
      <RecordTable label={messages.BY_DOMAIN} columns={COLUMNS} rows={pages.rows} />
      <ShowMore pages={pages} />
    </>
  );
}

const COLUMNS: Column<DomainRow>[] = [
  {
    title: messages.DOMAIN,
    cell: (row) => (
      <>
        <strong>{row.domain}</strong>
        <div className={adminStyles.minor}>{messages.whatHappenedAt(row)}</div>
      </>
    ),
  },
  { title: messages.COLUMNS.sent, cell: (row) => <Count row={row} of="sent" /> },
  { title: messages.COLUMNS.people, cell: (row) => <Count row={row} of="people" /> },
  { title: messages.COLUMNS.filtered, cell: (row) => <Count row={row} of="filtered" /> },
  { title: messages.COLUMNS.unclear, cell: (row) => <Count row={row} of="unclear" /> },
  { title: messages.CAME, cell: (row) => <Count row={row} of="came" /> },
];

const STAGES = {
  sent: "sent",
  people: "openedByPeople",
  filtered: "openedByFilters",
  unclear: "openedUnclear",
  came: "accepted",
} as const;

function Count({ row, of }: { row: DomainRow; of: keyof typeof STAGES }) {
  const count = row[of];
  if (count === null) return messages.UNKNOWN;
  if (count === 0) return grouped(count);
  return (
    <PeopleLink stage={STAGES[of]} domain={row.domain}>
      {grouped(count)}
    </PeopleLink>
  );
}

function Limits() {
  return (
    <details className={`${adminStyles.disclosure} ${styles.limits}`}>
      <summary>{messages.LIMITS}</summary>
      <ul>
        {messages.LIMITS_TEXT.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}
