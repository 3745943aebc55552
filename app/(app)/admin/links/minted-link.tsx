"use client";

import { Stack, Text } from "@mantine/core";
import { When } from "../../when";
import styles from "../_shared/admin.module.css";
import { DialogActions } from "../_shared/dialog-actions";
import { Copyable } from "../_shared/copyable";

export type Minted = { email: string; url: string; expiresAt: number };

export function MintedLink({ minted }: { minted: Minted }) {
  return (
    <Stack gap="md">
      <div className={styles.warning}>
        <strong>Anyone who opens this link is signed in as {minted.email}.</strong> Send it where nobody else
        can read it. It is not shown again.
      </div>
      <Copyable label="Link" action="Copy the link" value={minted.url} isFirst />
      <Text size="sm" c="dimmed">
        It works once, and expires <When at={minted.expiresAt} />.
      </Text>
      <DialogActions cancel="Done" />
    </Stack>
  );
}
