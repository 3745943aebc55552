import { Text, Title } from "@mantine/core";
import { ROLE_LABELS } from "@/lib/messages/roles";
import { REASONS as BLOCK_REASONS } from "@/lib/messages/blocked-addresses";
import * as messages from "@/lib/messages/person";
import { REASONS } from "@/lib/messages/suppressions";
import page from "../../../page.module.css";
import { When } from "../../../when";
import type { Account, Person } from "./types";

export type PersonStatusProps = { person: Person; account: Account | null };

/** Whether campaigns may mail the person, and whether they have an account. */
export function PersonStatus({ person: { suppression }, account }: PersonStatusProps) {
  const blocked = account?.blocked ?? null;
  return (
    <section className={page.card} aria-label={messages.STATUS}>
      <Title order={2} size={20} mb="xs">
        {messages.STATUS}
      </Title>
      {suppression === null ? (
        <Text>{messages.MAY_BE_MAILED}</Text>
      ) : (
        <Text>
          {messages.SUPPRESSED} {REASONS[suppression.reason]}, <When at={suppression.since} />
          {suppression.note === null ? null : ` · ${suppression.note}`}
        </Text>
      )}
      {blocked === null ? null : (
        <Text>
          {messages.BLOCKED} {BLOCK_REASONS[blocked.reason]}, <When at={blocked.since} />
        </Text>
      )}
      {account === null ? null : <Membership account={account} />}
    </section>
  );
}

function Membership({ account: { member } }: { account: Account }) {
  if (member === null) return <Text>{messages.NO_ACCOUNT}</Text>;
  return (
    <>
      <Text>
        {messages.accountOf(ROLE_LABELS[member.role])} {member.name}
      </Text>
      {member.deletionAt === null ? null : (
        <Text>
          {messages.DELETION} <When at={member.deletionAt} />
        </Text>
      )}
    </>
  );
}
