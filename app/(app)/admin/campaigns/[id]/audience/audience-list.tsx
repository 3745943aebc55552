"use client";

import { Button, EmptyState, Group, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { api } from "@/convex/_generated/api";
import { ACTIONS } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/campaign-audience";
import { useCall } from "../../../../use-call";
import adminStyles from "../../../_shared/admin.module.css";
import { type Column, RecordTable } from "../../../_shared/record-table";
import { ConfirmDialog } from "../../../_shared/confirm-dialog";
import { funnelOf } from "../../funnel";
import { TableSkeleton } from "../../../_shared/table-skeleton";
import { SearchField, useSearch } from "../../../_shared/search-field";
import { ShowMore } from "../../../_shared/show-more";
import { spelt } from "@/lib/campaign-message/columns";
import type { Campaign, RecipientRow } from "../../types";
import { useAttempt } from "../../../../use-attempt";
import { usePages } from "../../../_shared/use-pages";
import styles from "./audience.module.css";

export type AudienceListProps = {
  campaign: Campaign;
  /** Recipients are being added now, so the list is hidden: it would change twice a second. */
  isGrowing: boolean;
};

/** The current audience, live, with a way to remove one recipient or all. */
export function AudienceList({ campaign, isGrowing }: AudienceListProps) {
  const { audience } = funnelOf(campaign.counts);
  const search = useSearch();
  const pages = usePages(
    api.recipients.list,
    isGrowing ? "skip" : { campaignId: campaign.id, search: search.settled },
  );
  return (
    <section aria-label={messages.AUDIENCE}>
      <Group justify="space-between" mb="md">
        <Title order={2} size={20}>
          {messages.recipients(audience)}
        </Title>
        {audience > 0 && !isGrowing ? <EmptyAudience campaign={campaign} audience={audience} /> : null}
      </Group>
      {audience > 0 && !isGrowing ? <SearchField mb="md" maw={360} search={search} /> : null}
      {isGrowing ? (
        <Text c="dimmed">{messages.COMING}</Text>
      ) : (
        <>
          <Rows rows={pages.rows} isSearched={search.settled !== ""} isEmpty={audience === 0} />
          <ShowMore pages={pages} />
        </>
      )}
    </section>
  );
}

type RowsProps = {
  rows: readonly RecipientRow[] | null;
  isSearched: boolean;
  /** Whether the campaign's counter is zero. The counter may be slightly ahead of the rows. */
  isEmpty: boolean;
};

function Rows({ rows, isSearched, isEmpty }: RowsProps) {
  const isComing = rows?.length === 0 && !isSearched && !isEmpty;
  if (rows === null || isComing) return <TableSkeleton label={messages.RECIPIENTS} />;
  if (rows.length > 0) return <RecordTable label={messages.RECIPIENTS} columns={COLUMNS} rows={rows} />;
  return (
    <EmptyState
      className={adminStyles.empty}
      title={isSearched ? messages.NO_MATCHES : messages.NONE_YET}
      description={isSearched ? messages.NO_MATCHES_HINT : messages.NONE_YET_HINT}
    />
  );
}

const COLUMNS: Column<RecipientRow>[] = [
  { title: messages.ADDRESS, cell: ({ email }) => <strong>{email}</strong> },
  { title: messages.NAME, isPlain: true, cell: ({ name }) => <span>{name}</span> },
  { title: messages.VARIABLES, isPlain: true, cell: ({ fields }) => <Fields fields={fields} /> },
  { title: ACTIONS, isTitleHidden: true, cell: (recipient) => <Remove recipient={recipient} /> },
];

/** Columns that the name column already shows. */
const IN_NAME = ["firstname", "lastname"];

function Fields({ fields }: { fields: Record<string, string> }) {
  const entries = Object.entries(fields)
    .filter(([key]) => !IN_NAME.includes(key))
    .sort(([one], [other]) => one.localeCompare(other));
  return entries.length === 0 ? (
    <span />
  ) : (
    <span className={styles.fields}>
      {entries.map(([key, value]) => `${spelt(key)}: ${value}`).join(" · ")}
    </span>
  );
}

function Remove({ recipient }: { recipient: RecipientRow }) {
  const remove = useCall(api.recipients.remove);
  const { isRunning, attempt } = useAttempt(messages.NOT_REMOVED);
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={isRunning}
      aria-label={messages.removeRecipient(recipient.email)}
      onClick={() => void attempt(() => remove({ recipientId: recipient.id }))}
    >
      {messages.REMOVE}
    </Button>
  );
}

function EmptyAudience({ campaign, audience }: { campaign: Campaign; audience: number }) {
  const clear = useCall(api.recipients.clear);
  const [isAsking, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" size="sm" onClick={open}>
        {messages.REMOVE_ALL}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title={messages.REMOVE_ALL_QUESTION}
        action={messages.removeAll(audience)}
        keep={messages.KEEP_THEM}
        failed={messages.NOT_REMOVED}
        run={() => clear({ campaignId: campaign.id })}
      >
        <Text>{messages.REMOVE_ALL_HINT}</Text>
      </ConfirmDialog>
    </>
  );
}
