"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import { dateLabel } from "@/lib/messages/dates";
import * as messages from "@/lib/messages/settings";
import page from "../../page.module.css";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import { useOwn } from "../../use-own";
import styles from "../settings.module.css";
import { DeleteAccount } from "./delete-account";
import { DownloadData } from "./download-data";

/** Actions on the account as a whole. */
export function AccountActions() {
  return (
    <section className={`${page.card} ${page.part} ${styles.narrow}`} aria-labelledby="your-data">
      <h2 id="your-data">{messages.YOUR_DATA}</h2>
      <Text c="dimmed">{messages.ABOUT_YOUR_DATA}</Text>
      <Leaving />
      <Group gap="sm">
        <DownloadData />
        <DeleteAccount />
      </Group>
    </section>
  );
}

/** Shows when the account will be deleted, and a button to keep it. Renders nothing if no deletion is scheduled. */
function Leaving() {
  const deletionAt = useOwn(api.account.deletionAt);
  const cancel = useCall(api.account.cancelDeletion);
  const { isRunning, attempt } = useAttempt(messages.NOT_KEPT);
  if (deletionAt === undefined || deletionAt === null) return null;
  return (
    <Alert color="red" title={messages.deletedOn(dateLabel(deletionAt))}>
      <Stack gap="sm" align="start">
        {messages.CAN_CHANGE_YOUR_MIND}
        <Button loading={isRunning} onClick={() => void attempt(() => cancel({}))}>
          {messages.KEEP_ACCOUNT}
        </Button>
      </Stack>
    </Alert>
  );
}
