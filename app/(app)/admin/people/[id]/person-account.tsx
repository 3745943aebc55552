import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import * as messages from "@/lib/messages/person";
import { STATES } from "@/lib/messages/sign-in-links";
import { describeDevice, describePlace } from "../../../device-and-place";
import { When } from "../../../when";
import { actorLabel } from "../../_shared/actor-label";
import { type Column, RecordTable } from "../../_shared/record-table";
import { actionLabel } from "../../audit/describe-details";
import { stateAt } from "../../links/link-state";
import type { Account } from "./types";

/** The part of the page that only admins see: the person's sessions, links and newest audit rows. */
export function PersonAccount({ account, minute }: { account: Account; minute: number }) {
  const sessions = account.member?.sessions ?? [];
  return (
    <>
      <Part title={messages.SESSIONS} none={messages.NO_SESSIONS} rows={sessions} columns={SESSION_COLUMNS} />
      <Part
        title={messages.LINKS}
        none={messages.NO_LINKS}
        rows={account.links}
        columns={linkColumns(minute)}
      />
      <Part title={messages.AUDIT} none={messages.NO_AUDIT} rows={account.audit} columns={AUDIT_COLUMNS} />
    </>
  );
}

type PartProps<Row> = { title: string; none: string; rows: readonly Row[]; columns: Column<Row>[] };

function Part<Row extends { id: string }>({ title, none, rows, columns }: PartProps<Row>): ReactNode {
  return (
    <section aria-label={title}>
      <Title order={2} size={20} mb="md">
        {title}
      </Title>
      {rows.length === 0 ? (
        <Text c="dimmed">{none}</Text>
      ) : (
        <RecordTable label={title} columns={columns} rows={rows} />
      )}
    </section>
  );
}

type Session = NonNullable<Account["member"]>["sessions"][number];

const SESSION_COLUMNS: Column<Session>[] = [
  { title: messages.DEVICE, cell: ({ userAgent }) => describeDevice(userAgent) },
  { title: messages.LOCATION, cell: ({ ipAddress }) => describePlace(ipAddress) },
  { title: messages.LAST_USED, cell: ({ lastUsedAt }) => <When at={lastUsedAt} /> },
  { title: messages.BEGAN, cell: ({ createdAt }) => <When at={createdAt} /> },
];

type LinkRow = Account["links"][number];

const PURPOSES: Record<string, string> = messages.PURPOSES;

const linkColumns = (minute: number): Column<LinkRow>[] => [
  { title: messages.PURPOSE, cell: ({ purpose }) => PURPOSES[purpose] ?? purpose },
  { title: messages.STATUS, cell: (link) => STATES[stateAt(link, minute)] },
  { title: messages.CREATED, cell: ({ createdAt }) => <When at={createdAt} /> },
];

type AuditRow = Account["audit"][number];

const AUDIT_COLUMNS: Column<AuditRow>[] = [
  { title: messages.WHAT, cell: ({ action }) => actionLabel(action) },
  { title: messages.WHO, cell: ({ actorKind, actor }) => actorLabel(actorKind, actor) },
  { title: messages.TARGET, cell: ({ subject }) => subject },
  { title: messages.WHEN, cell: ({ at }) => <When at={at} /> },
];
