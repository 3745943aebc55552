"use client";

import { Code, EmptyState } from "@mantine/core";
import { type Preloaded } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import { ACTIONS } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/api-keys";
import { KeyMark } from "../../../ui/key-mark";
import { useCall } from "../../use-call";
import { useLive } from "../../use-live";
import { When } from "../../when";
import styles from "../_shared/admin.module.css";
import { DotBadge } from "../_shared/dot-badge";
import { type Column, RecordTable } from "../_shared/record-table";
import { RevokeButton } from "../_shared/revoke-button";

type ApiKey = FunctionReturnType<typeof api.apiKeys.list>[number];

const COLUMNS: Column<ApiKey>[] = [
  { title: messages.NAME, cell: (key) => <Name apiKey={key} /> },
  { title: messages.KEY, cell: ({ prefix }) => <Prefix prefix={prefix} /> },
  { title: messages.CREATED, cell: ({ createdAt }) => <When at={createdAt} /> },
  {
    title: messages.LAST_USED,
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? messages.NEVER : <When at={lastUsedAt} />),
  },
  { title: ACTIONS, isTitleHidden: true, cell: (key) => <Revoke apiKey={key} /> },
];

export function KeyList({ keys }: { keys: Preloaded<typeof api.apiKeys.list> }) {
  const all = useLive(keys) ?? [];
  if (all.length === 0) return <NoKeys />;
  return <RecordTable label={messages.TITLE} columns={COLUMNS} rows={all} />;
}

function Name({ apiKey: { name, revokedAt } }: { apiKey: ApiKey }) {
  return (
    <div>
      <strong>{name}</strong>
      {revokedAt === null ? null : (
        <div className={styles.minor}>
          <DotBadge color="var(--danger)" size="md">
            {messages.REVOKED}
          </DotBadge>{" "}
          <When at={revokedAt} />
        </div>
      )}
    </div>
  );
}

function Prefix({ prefix }: { prefix: string }) {
  return (
    <div>
      <Code>{prefix}…</Code>
    </div>
  );
}

function Revoke({ apiKey: { id, name, revokedAt } }: { apiKey: ApiKey }) {
  const revoke = useCall(api.apiKeys.revoke);
  return (
    <RevokeButton
      messages={messages.revocation(name)}
      isOver={revokedAt !== null}
      revoke={() => revoke({ apiKeyId: id })}
    />
  );
}

function NoKeys() {
  return (
    <EmptyState
      className={styles.empty}
      icon={<KeyMark size={40} />}
      title={messages.NO_KEYS}
      description={messages.NO_KEYS_HINT}
    />
  );
}
