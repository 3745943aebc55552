"use client";

import { Button, EmptyState, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import type { Preloaded } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import { ACTIONS } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/campaign-notices";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import { useLive } from "../../use-live";
import { When } from "../../when";
import adminStyles from "../_shared/admin.module.css";
import { ConfirmDialog } from "../_shared/confirm-dialog";
import lists from "../_shared/lists.module.css";
import { type Column, RecordTable } from "../_shared/record-table";
import { AddWebhook } from "./add-webhook";
import { Deliveries } from "./deliveries";
import styles from "./notices.module.css";

type Webhook = FunctionReturnType<typeof api.webhooks.list>[number];

const COLUMNS: Column<Webhook>[] = [
  { title: messages.URL_LABEL, isPlain: true, cell: ({ url }) => <strong>{url}</strong> },
  { title: messages.CREATED, cell: ({ createdAt }) => <When at={createdAt} /> },
  {
    title: ACTIONS,
    isTitleHidden: true,
    cell: (webhook) => (
      <div className={lists.rowActions}>
        <SendTest webhook={webhook} />
        <Remove webhook={webhook} />
      </div>
    ),
  },
];

/** The webhooks, and the log of what was sent to them. Only for admins. */
export function Webhooks({ preloaded }: { preloaded: Preloaded<typeof api.webhooks.list> }) {
  const webhooks = useLive(preloaded);
  return (
    <section className={styles.webhooks} aria-label={messages.WEBHOOKS}>
      <div className={styles.head}>
        <div>
          <Title order={2} size={20}>
            {messages.WEBHOOKS}
          </Title>
          <Text c="dimmed" size="sm">
            {messages.WEBHOOKS_HINT}
          </Text>
        </div>
        <AddWebhook />
      </div>
      {webhooks.length === 0 ? (
        <EmptyState className={adminStyles.empty} title={messages.NO_WEBHOOKS} />
      ) : (
        <RecordTable label={messages.WEBHOOKS} columns={COLUMNS} rows={webhooks} />
      )}
      <Deliveries />
    </section>
  );
}

function SendTest({ webhook: { id: webhookId, url } }: { webhook: Webhook }) {
  const sendTest = useCall(api.webhooks.sendTest);
  const { isRunning, attempt } = useAttempt(messages.NOT_TESTED);

  async function run() {
    await sendTest({ webhookId });
    notifications.show({ message: messages.TEST_QUEUED });
  }

  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={messages.sendTestTo(url)}
      loading={isRunning}
      onClick={() => void attempt(run)}
    >
      {messages.SEND_TEST}
    </Button>
  );
}

function Remove({ webhook: { id: webhookId, url } }: { webhook: Webhook }) {
  const remove = useCall(api.webhooks.remove);
  const [isAsking, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" size="compact-sm" aria-label={messages.remove(url)} onClick={open}>
        {messages.REMOVE}
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={close}
        title={`${messages.remove(url)}?`}
        action={messages.REMOVE}
        keep={messages.KEEP}
        failed={messages.NOT_REMOVED}
        run={() => remove({ webhookId })}
      >
        <Text>{messages.REMOVE_HINT}</Text>
      </ConfirmDialog>
    </>
  );
}
