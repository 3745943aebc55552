"use client";

import { Button, EmptyState, NativeSelect, Title } from "@mantine/core";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { ACTIONS } from "@/lib/messages/admin";
import { REVOKE_INVITES, selectAddress, SEND_AGAIN } from "@/lib/messages/bulk";
import * as messages from "@/lib/messages/campaign-results";
import { useCall } from "../../../../use-call";
import { When } from "../../../../when";
import adminStyles from "../../../_shared/admin.module.css";
import lists from "../../../_shared/lists.module.css";
import { PersonLink } from "../../../_shared/person-link";
import { type Column, RecordTable } from "../../../_shared/record-table";
import { BulkActions } from "../../../_shared/bulk-action";
import { type Selection, useSelection } from "../../../_shared/use-selection";
import { RevokeButton } from "../../../_shared/revoke-button";
import { SearchField, useSearch } from "../../../_shared/search-field";
import { TableSkeleton } from "../../../_shared/table-skeleton";
import { ShowMore } from "../../../_shared/show-more";
import type { ShownRecipient } from "../preview/recipient-select";
import type { Campaign, RecipientId, RecipientRow } from "../../types";
import { type Pages, usePages } from "../../../_shared/use-pages";
import { useReadOn } from "../../../_shared/use-read-on";
import { RecipientDrawer } from "./recipient-drawer";
import { RecipientBadge } from "./recipient-status";
import { choicesFor, choose, RECIPIENTS_ID, useShownPeople } from "./shown-people";
import styles from "./watch.module.css";

export type RecipientsTableProps = { campaign: Campaign; onMessage: (recipient: ShownRecipient) => void };

/**
 * All recipients, live, each with the status of their mail. The list can be filtered by a number of the campaign, by
 * status and by the beginning of the address.
 */
export function RecipientsTable({ campaign, onMessage }: RecipientsTableProps) {
  const { value, shown } = useShownPeople();
  const search = useSearch();
  const [openId, setOpenId] = useState<RecipientId | null>(null);
  const args = { campaignId: campaign.id, search: search.settled, ...shown };
  // For a search among the people behind a number, the server chooses the length of a page.
  const mayOvergrow = "reached" in shown && search.settled !== "";
  const pages = usePages(api.recipients.list, args, null, { mayOvergrow });
  useReadOn(pages);
  const mayManage = campaign.mayLaunch;
  const selection = useSelection<RecipientId>(pages.rows ?? []);
  const revokeAll = useCall(api.bulk.revokeInvites);
  const sendAgain = useCall(api.bulk.sendAgain);
  return (
    <section aria-label={messages.RECIPIENTS} id={RECIPIENTS_ID} tabIndex={-1} className={styles.people}>
      <Title order={2} size={20} mb="md">
        {messages.RECIPIENTS}
      </Title>
      <div className={lists.filters}>
        <SearchField className={lists.search} search={search} />
        <NativeSelect
          aria-label={messages.STATUS_FILTER}
          data={choicesFor(value)}
          value={value}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        />
      </div>
      <Rows pages={pages} mayManage={mayManage} selection={selection} onOpen={setOpenId} />
      <ShowMore pages={pages} />
      <BulkActions
        selection={selection}
        actions={[
          { texts: REVOKE_INVITES, ids: selection.ids, run: (recipientIds) => revokeAll({ recipientIds }) },
          {
            texts: SEND_AGAIN,
            ids: mayRetry(campaign) ? failedOf(pages.rows ?? [], selection) : [],
            run: (recipientIds) => sendAgain({ campaignId: campaign.id, recipientIds }),
          },
        ]}
      />
      <RecipientDrawer recipientId={openId} onClose={() => setOpenId(null)} onMessage={onMessage} />
    </section>
  );
}

const mayRetry = ({ status }: Campaign): boolean => status === "sent" || status === "sending";

function failedOf(rows: readonly RecipientRow[], { ids }: Selection<RecipientId>): RecipientId[] {
  return rows
    .filter(({ id, status, revokedAt }) => ids.includes(id) && status === "failed" && revokedAt === undefined)
    .map(({ id }) => id);
}

type RowsProps = {
  pages: Pages<RecipientRow>;
  mayManage: boolean;
  selection: Selection<RecipientId>;
  onOpen: (recipientId: RecipientId) => void;
};

function Rows({ pages: { rows, hasMore }, mayManage, selection, onOpen }: RowsProps) {
  if (rows === null || (rows.length === 0 && hasMore)) return <TableSkeleton label={messages.RECIPIENTS} />;
  if (rows.length > 0)
    return (
      <RecordTable
        label={messages.RECIPIENTS}
        columns={columnsWith(onOpen, mayManage)}
        rows={rows}
        selectable={mayManage ? { selection, labelOf: ({ email }) => selectAddress(email) } : undefined}
      />
    );
  return (
    <EmptyState
      className={adminStyles.empty}
      title={messages.NO_MATCHES}
      description={messages.NO_MATCHES_HINT}
    />
  );
}

function columnsWith(onOpen: RowsProps["onOpen"], mayManage: boolean): Column<RecipientRow>[] {
  return [
    // Writers may not open the page of a person.
    { title: messages.RECIPIENT, cell: (recipient) => <Who recipient={recipient} isLinked={mayManage} /> },
    { title: messages.STATUS, isPlain: true, cell: (recipient) => <Status recipient={recipient} /> },
    { title: messages.LAST_EVENT, isPlain: true, cell: (recipient) => <Last recipient={recipient} /> },
    {
      title: ACTIONS,
      isTitleHidden: true,
      cell: (recipient) => (
        <div className={lists.rowActions}>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={messages.timelineOf(recipient.email)}
            onClick={() => onOpen(recipient.id)}
          >
            {messages.TIMELINE}
          </Button>
          {mayManage ? <RevokeInvite recipient={recipient} /> : null}
        </div>
      ),
    },
  ];
}

type WhoProps = { recipient: RecipientRow; isLinked: boolean };

function Who({ recipient: { id, email, name }, isLinked }: WhoProps) {
  return (
    <div className={lists.named}>
      {isLinked ? <PersonLink id={id} email={email} /> : <strong>{email}</strong>}
      {name ? <span className={adminStyles.minor}>{name}</span> : null}
    </div>
  );
}

function Status({ recipient }: { recipient: RecipientRow }) {
  const { error, revokedAt, unsubscribedAt, acceptedAt } = recipient;
  const hasLeft = unsubscribedAt !== undefined && acceptedAt !== undefined;
  const notes = [error, revokedAt && messages.INVITE_REVOKED, hasLeft && messages.HAS_UNSUBSCRIBED].filter(
    Boolean,
  );
  return (
    <div className={lists.named}>
      <RecipientBadge recipient={recipient} />
      {notes.length === 0 ? null : <span className={adminStyles.minor}>{notes.join(" · ")}</span>}
    </div>
  );
}

const MOMENTS = [
  "acceptedAt",
  "unsubscribedAt",
  "complainedAt",
  "bouncedAt",
  "failedAt",
  "suppressedAt",
  "memberAt",
  "clickedAt",
  "openedAt",
  "deliveredAt",
  "delayedAt",
  "sentAt",
] as const;

function Last({ recipient }: { recipient: RecipientRow }) {
  const times = MOMENTS.map((moment) => recipient[moment] ?? 0);
  const last = Math.max(...times);
  return last === 0 ? <span /> : <When at={last} />;
}

function RevokeInvite({ recipient }: { recipient: RecipientRow }) {
  const revoke = useCall(api.recipients.revokeInvite);
  const { id: recipientId, email, sentAt, acceptedAt, revokedAt } = recipient;
  return (
    <RevokeButton
      messages={messages.revocation(email)}
      isOver={sentAt === undefined || acceptedAt !== undefined || revokedAt !== undefined}
      revoke={() => revoke({ recipientId })}
    />
  );
}
