"use client";

import { Group, Text } from "@mantine/core";
import type { Preloaded } from "convex/react";
import type { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/passkeys";
import page from "../../page.module.css";
import { AddPasskey } from "../../passkeys/add-passkey";
import { useLive } from "../../use-live";
import styles from "../settings.module.css";
import { PasskeyRow } from "./passkey-row";
import { PasskeysOnly } from "./passkeys-only";

/**
 * The passkeys with which the user can sign in without an email. The list is live, so a passkey that is removed in
 * another browser disappears.
 */
export function PasskeyList({ known }: { known: Preloaded<typeof api.passkeys.list> }) {
  const { passkeys, isPasskeysOnly, rpId } = useLive(known);
  return (
    <section className={page.card} aria-label={messages.TITLE} tabIndex={-1}>
      <Group justify="space-between" mb={passkeys.length > 0 ? "lg" : 0}>
        <Text c="dimmed" maw={520}>
          {messages.WHAT_IT_IS}
        </Text>
        <AddPasskey />
      </Group>
      <ul className={styles.list}>
        {passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} rpId={rpId} />
        ))}
      </ul>
      {passkeys.length > 0 ? <PasskeysOnly isOn={isPasskeysOnly} /> : null}
    </section>
  );
}
