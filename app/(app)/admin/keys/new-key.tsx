"use client";

import { Stack } from "@mantine/core";
import styles from "../_shared/admin.module.css";
import { DialogActions } from "../_shared/dialog-actions";
import { Copyable } from "../_shared/copyable";
import { curlLines } from "./curl-lines";

export type NewKeyProps = { apiKey: string; siteUrl: string };

export function NewKey({ apiKey, siteUrl }: NewKeyProps) {
  return (
    <Stack gap="md">
      <div className={styles.warning}>
        <strong>Anyone who has this key can sign in as anybody.</strong> Keep it with your other secrets. It
        is not shown again.
      </div>
      <Copyable label="Key" action="Copy the key" value={apiKey} isFirst />
      {curlLines(siteUrl, apiKey).map((command) => (
        <Copyable key={command.label} {...command} />
      ))}
      <DialogActions cancel="Done" />
    </Stack>
  );
}
