"use client";

import { Anchor, Button, EmptyState, Title } from "@mantine/core";
import Link from "next/link";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { ACTIONS } from "@/lib/messages/admin";
import { UNTITLED } from "@/lib/messages/campaigns";
import * as messages from "@/lib/messages/person";
import { STATES } from "@/lib/messages/sign-in-links";
import adminStyles from "../../_shared/admin.module.css";
import { type Column, RecordTable } from "../../_shared/record-table";
import { ShowMore } from "../../_shared/show-more";
import { TableSkeleton } from "../../_shared/table-skeleton";
import { usePages } from "../../_shared/use-pages";
import { RecipientDrawer } from "../../campaigns/[id]/watch/recipient-drawer";
import { RecipientBadge } from "../../campaigns/[id]/watch/recipient-status";
import { StatusBadge } from "../../campaigns/status-badge";
import type { RecipientId } from "../../campaigns/types";
import { stateAt } from "../../links/link-state";
import type { PersonCampaign } from "./types";

/** Every campaign that the person is a recipient of, with the status of the mail and of the link. */
export function PersonCampaigns({ id, minute }: { id: string; minute: number }) {
  const pages = usePages(api.person.campaigns, { id });
  const [openId, setOpenId] = useState<RecipientId | null>(null);
  return (
    <section aria-label={messages.CAMPAIGNS}>
      <Title order={2} size={20} mb="md">
        {messages.CAMPAIGNS}
      </Title>
      {pages.rows === null ? (
        <TableSkeleton label={messages.CAMPAIGNS} />
      ) : pages.rows.length === 0 ? (
        <EmptyState
          className={adminStyles.empty}
          title={messages.NO_CAMPAIGNS}
          description={messages.NO_CAMPAIGNS_HINT}
        />
      ) : (
        <RecordTable label={messages.CAMPAIGNS} columns={columnsWith(setOpenId, minute)} rows={pages.rows} />
      )}
      <ShowMore pages={pages} />
      <RecipientDrawer recipientId={openId} onClose={() => setOpenId(null)} />
    </section>
  );
}

function columnsWith(onOpen: (id: RecipientId) => void, minute: number): Column<PersonCampaign>[] {
  return [
    { title: messages.CAMPAIGN, cell: (recipient) => <Campaign recipient={recipient} /> },
    { title: messages.MAIL, cell: (recipient) => <RecipientBadge recipient={recipient} /> },
    {
      title: messages.LINK,
      cell: ({ link }) =>
        link === null ? (
          <span className={adminStyles.minor}>{messages.NO_LINK}</span>
        ) : (
          STATES[stateAt(link, minute)]
        ),
    },
    {
      title: ACTIONS,
      isTitleHidden: true,
      cell: (recipient) => (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={messages.timelineIn(nameOf(recipient))}
          onClick={() => onOpen(recipient.id)}
        >
          {messages.TIMELINE}
        </Button>
      ),
    },
  ];
}

function Campaign({ recipient }: { recipient: PersonCampaign }) {
  const { campaign, campaignId } = recipient;
  if (campaign === null) return <span>{messages.DELETED_CAMPAIGN}</span>;
  return (
    <div>
      <Anchor component={Link} href={`/admin/campaigns/${campaignId}`}>
        {nameOf(recipient)}
      </Anchor>
      <div>
        <StatusBadge status={campaign.status} />
      </div>
    </div>
  );
}

const nameOf = ({ campaign }: PersonCampaign): string => campaign?.name.trim() || UNTITLED;
