"use client";

import { EmptyState, NativeSelect, Text, Title } from "@mantine/core";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/overview";
import adminStyles from "../_shared/admin.module.css";
import styles from "../_shared/lists.module.css";
import { grouped } from "@/lib/numbers";
import { type Column, RecordTable } from "../_shared/record-table";
import { ShowMore } from "../_shared/show-more";
import { type FirstPage, usePages } from "../_shared/use-pages";

type DomainRow = FunctionReturnType<typeof api.overview.mailDomains>["page"][number];
type Order = keyof typeof messages.ORDERS;

const ORDERS = (["sent", "problems"] as const).map((value) => ({ value, label: messages.ORDERS[value] }));

/** Shows the delivery results for each receiving domain, so that admins notice a domain that blocks our mail. */
export function MailDomains({ first }: { first: FirstPage<DomainRow> }) {
  const [order, setOrder] = useState<Order>("sent");
  const pages = usePages(api.overview.mailDomains, { order }, first);
  const rows = pages.rows ?? [];
  return (
    <section aria-labelledby="mail">
      <Title order={2} size={18} id="mail">
        {messages.MAIL}
      </Title>
      <Text c="dimmed" mb="md">
        {messages.MAIL_HINT}
      </Text>
      <div className={styles.filters}>
        <NativeSelect
          label={messages.ORDER}
          data={ORDERS}
          value={order}
          onChange={({ currentTarget }) => setOrder(currentTarget.value as Order)}
        />
      </div>
      <div aria-busy={pages.isStale}>
        {rows.length === 0 ? (
          <EmptyState
            className={adminStyles.empty}
            title={messages.NO_MAIL}
            description={messages.NO_MAIL_HINT[order]}
          />
        ) : (
          <RecordTable label={messages.MAIL} columns={COLUMNS} rows={rows} />
        )}
      </div>
      <ShowMore pages={pages} />
    </section>
  );
}

const COLUMNS: Column<DomainRow>[] = [
  { title: messages.DOMAIN, cell: ({ domain }) => <strong>{domain}</strong> },
  { title: messages.SENT, cell: ({ sent }) => grouped(sent) },
  { title: messages.DELIVERED, cell: ({ delivered, sent }) => share(delivered, sent) },
  { title: messages.BOUNCED, cell: ({ bounced, sent }) => share(bounced, sent) },
  { title: messages.COMPLAINED, cell: ({ complained, sent }) => share(complained, sent) },
  { title: messages.BLOCKED, cell: ({ blocked, sent }) => share(blocked, sent) },
];

/**
 * The number with its percentage to one decimal place, because three complaints in a thousand mails are already too
 * many.
 */
function share(part: number, sent: number): string {
  if (part === 0 || sent === 0) return grouped(part);
  const tenths = Math.max(1, Math.round((1_000 * part) / sent));
  return `${grouped(part)} (${tenths / 10} %)`;
}
