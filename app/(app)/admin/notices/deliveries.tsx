"use client";

import { EmptyState, Title } from "@mantine/core";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaign-notices";
import { When } from "../../when";
import adminStyles from "../_shared/admin.module.css";
import { DotBadge } from "../_shared/dot-badge";
import lists from "../_shared/lists.module.css";
import { type Column, RecordTable } from "../_shared/record-table";
import { ShowMore } from "../_shared/show-more";
import { usePages } from "../_shared/use-pages";

type Delivery = FunctionReturnType<typeof api.webhooks.deliveries>["page"][number];

const LABELS: Record<Delivery["status"], [label: string, color: string]> = {
  waiting: [messages.WAITING, "var(--accent)"],
  delivered: [messages.DELIVERED, "var(--good)"],
  failed: [messages.FAILED, "var(--danger)"],
};

const COLUMNS: Column<Delivery>[] = [
  {
    title: messages.EVENT,
    isPlain: true,
    cell: ({ type, url }) => (
      <div>
        <strong>{type}</strong>
        <div className={adminStyles.minor}>{url}</div>
      </div>
    ),
  },
  { title: messages.RESULT, isPlain: true, cell: (delivery) => <Result delivery={delivery} /> },
  { title: messages.WHEN, isPlain: true, cell: ({ at }) => <When at={at} /> },
];

/** What was sent to the webhooks lately, live. */
export function Deliveries() {
  const pages = usePages(api.webhooks.deliveries, {});
  const rows = pages.rows ?? [];
  return (
    <>
      <Title order={3} size={17}>
        {messages.DELIVERIES}
      </Title>
      {rows.length === 0 ? (
        <EmptyState className={adminStyles.empty} title={messages.NO_DELIVERIES} />
      ) : (
        <RecordTable label={messages.DELIVERIES} columns={COLUMNS} rows={rows} />
      )}
      <ShowMore pages={pages} />
    </>
  );
}

function Result({ delivery: { status, attempts, result } }: { delivery: Delivery }) {
  const [label, color] = LABELS[status];
  const details = [attempts > 0 && messages.tries(attempts), result].filter(Boolean);
  return (
    <div className={lists.named}>
      <DotBadge color={color}>{label}</DotBadge>
      <span className={adminStyles.minor}>{details.join(", ")}</span>
    </div>
  );
}
