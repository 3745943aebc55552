"use client";

import { Code, EmptyState } from "@mantine/core";
import { type Preloaded } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import { KeyMark } from "../../../ui/wordmark";
import { useCall } from "../../use-call";
import { useLive } from "../../use-live";
import { When } from "../../when";
import styles from "../_shared/admin.module.css";
import { DotBadge } from "../_shared/dot-badge";
import { type Column, RecordTable } from "../_shared/record-table";
import { RevokeButton } from "../_shared/revoke-button";

type ApiKey = FunctionReturnType<typeof api.apiKeys.list>[number];

const COLUMNS: Column<ApiKey>[] = [
  { title: "Name", cell: (key) => <Name apiKey={key} /> },
  { title: "Key", cell: ({ prefix }) => <Prefix prefix={prefix} /> },
  { title: "Created", cell: ({ createdAt }) => <When at={createdAt} /> },
  {
    title: "Last used",
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? "Never" : <When at={lastUsedAt} />),
  },
  { title: "Actions", isTitleHidden: true, cell: (key) => <Revoke apiKey={key} /> },
];

export function KeyList({ keys }: { keys: Preloaded<typeof api.apiKeys.list> }) {
  const all = useLive(keys) ?? [];
  if (all.length === 0) return <NoKeys />;
  return <RecordTable label="API keys" columns={COLUMNS} rows={all} />;
}

function Name({ apiKey: { name, revokedAt } }: { apiKey: ApiKey }) {
  return (
    <div>
      <strong>{name}</strong>
      {revokedAt === null ? null : (
        <div className={styles.minor}>
          <DotBadge color="var(--danger)" size="md">
            Revoked
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
      what={`the key “${name}”`}
      consequence="Programs that use this key are refused from now on. Links made with it stop working. People who signed in with a link that we did not mail are signed out."
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
      title="No API keys yet"
      description="Create one for each program, so that you can revoke them one by one."
    />
  );
}
