"use client";

import { Stack } from "@mantine/core";
import { DONE } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/api-keys";
import styles from "../_shared/admin.module.css";
import { DialogActions } from "../_shared/dialog-actions";
import { Copyable } from "../_shared/copyable";
import { curlLines } from "./curl-lines";

export type NewKeyProps = { apiKey: string; siteUrl: string };

export function NewKey({ apiKey, siteUrl }: NewKeyProps) {
  return (
    <Stack gap="md">
      <div className={styles.warning}>
        <strong>{messages.WHAT_IT_CAN_DO}</strong> {messages.KEEP_IT_SAFE}
      </div>
      <Copyable label={messages.KEY} action={messages.COPY_KEY} value={apiKey} isFirst />
      {curlLines(siteUrl, apiKey).map((command) => (
        <Copyable key={command.label} {...command} />
      ))}
      <DialogActions cancel={DONE} />
    </Stack>
  );
}
