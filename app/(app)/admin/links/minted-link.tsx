"use client";

import { Stack, Text } from "@mantine/core";
import { DONE } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/sign-in-links";
import { Sentence } from "../../../ui/sentence";
import { When } from "../../when";
import styles from "../_shared/admin.module.css";
import { DialogActions } from "../_shared/dialog-actions";
import { Copyable } from "../_shared/copyable";

export type Minted = { email: string; url: string; expiresAt: number };

export function MintedLink({ minted }: { minted: Minted }) {
  return (
    <Stack gap="md">
      <div className={styles.warning}>
        <strong>{messages.whatItDoes(minted.email)}</strong> {messages.KEEP_IT_PRIVATE}
      </div>
      <Copyable label={messages.LINK} action={messages.COPY_LINK} value={minted.url} isFirst />
      <Text size="sm" c="dimmed">
        <Sentence parts={messages.worksOnce(<When at={minted.expiresAt} />)} />
      </Text>
      <DialogActions cancel={DONE} />
    </Stack>
  );
}
