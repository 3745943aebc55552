"use client";

import { Button, EmptyState } from "@mantine/core";
import { useConvexAuth, usePaginatedQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import { KeyMark } from "../../../ui/wordmark";
import { useCall } from "../../use-call";
import { When } from "../../when";
import styles from "../admin.module.css";
import { type Column, RecordTable } from "../_shared/record-table";
import { RevokeButton } from "../_shared/revoke-button";
import { LinkState, stateAt } from "./link-state";
import { PAGE_SIZE } from "./paging";
import { useMinute } from "./use-minute";

type Page = FunctionReturnType<typeof api.loginLinks.list>;
export type MintedRow = Page["page"][number];

export type LinkListProps = {
  /** The first page as the server read it, shown until the live one is there. */
  first: Pick<Page, "page" | "isDone">;
  /** The server's clock in whole minutes. The query keeps it: another one would begin again at the first page. */
  minute: number;
};

export function LinkList({ first, minute }: LinkListProps) {
  const { isAuthenticated } = useConvexAuth();
  const live = usePaginatedQuery(api.loginLinks.list, isAuthenticated ? { minute } : "skip", {
    initialNumItems: PAGE_SIZE,
  });
  const now = useMinute(minute);
  const isFirst = live.status === "LoadingFirstPage";
  const links = isFirst ? first.page : live.results;
  const hasMore = isFirst ? !first.isDone : live.status !== "Exhausted";
  if (links.length === 0) return <NoLinks />;
  return (
    <>
      <RecordTable label="Sign-in links" columns={columnsAt(now)} rows={links} />
      {hasMore ? (
        <div className={styles.more}>
          <Button variant="default" loading={live.isLoading} onClick={() => live.loadMore(PAGE_SIZE)}>
            Show more
          </Button>
        </div>
      ) : null}
    </>
  );
}

function columnsAt(minute: number): Column<MintedRow>[] {
  return [
    { title: "For", cell: (link) => <ForWhom link={link} /> },
    { title: "State", cell: (link) => <LinkState link={link} minute={minute} /> },
    { title: "Expires", cell: (link) => <Expiry link={link} /> },
    { title: "Made by", cell: (link) => <Maker link={link} /> },
    {
      title: "Actions",
      isTitleHidden: true,
      cell: (link) => <Revoke link={link} isOver={stateAt(link, minute) !== "ready"} />,
    },
  ];
}

function ForWhom({ link }: { link: MintedRow }) {
  return (
    <div>
      <strong>{link.email}</strong>
      <div className={styles.minor}>
        {mailedInWords(link)}lands on {link.next}
      </div>
    </div>
  );
}

/** Of a link that is over for another reason it tells nothing. */
function Expiry({ link: { state, expiresAt } }: { link: MintedRow }) {
  return state === "ready" || state === "expired" ? <When at={expiresAt} /> : "–";
}

function Maker({ link }: { link: MintedRow }) {
  return (
    <div>
      {makerOf(link.mintedBy)}
      <div className={styles.minor}>
        <When at={link.createdAt} />
      </div>
    </div>
  );
}

function makerOf(actor: MintedRow["mintedBy"]): string {
  if (actor.kind === "user") return actor.email;
  if (actor.kind === "apiKey") return `API key “${actor.name}”`;
  return actor.kind === "backend" ? "Backend code" : "A visitor";
}

function Revoke({ link, isOver }: { link: MintedRow; isOver: boolean }) {
  const revoke = useCall(api.loginLinks.revoke);
  return (
    <RevokeButton
      what={`the link for ${link.email}`}
      consequence="Nobody can sign in with it any more. Whoever has it is told that it was withdrawn."
      isOver={isOver}
      revoke={() => revoke({ linkId: link.id })}
    />
  );
}

function NoLinks() {
  return (
    <EmptyState
      className={styles.empty}
      icon={<KeyMark size={40} />}
      title="No sign-in links yet"
      description="Those made here, by backend code or through the API are listed here. Links that people ask for themselves are not."
    />
  );
}

function mailedInWords({ mailedAt, notMailedBecause }: MintedRow): string {
  if (notMailedBecause !== null) return `not mailed (${notMailedBecause}) `;
  return mailedAt === null ? "" : "mailed, ";
}
