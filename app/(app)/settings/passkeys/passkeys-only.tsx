"use client";

import { Switch } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/passkeys";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import styles from "../settings.module.css";

/** A switch to sign in with passkeys only, for users who want their account to be safer than their mailbox. */
export function PasskeysOnly({ isOn }: { isOn: boolean }) {
  const set = useCall(api.passkeys.setPasskeysOnly);
  const { isRunning, attempt } = useAttempt(messages.NOT_CHANGED);
  return (
    <Switch
      className={styles.only}
      label={messages.PASSKEYS_ONLY}
      description={messages.WHAT_PASSKEYS_ONLY_MEANS}
      checked={isOn}
      disabled={isRunning}
      onChange={({ currentTarget: { checked } }) => void attempt(() => set({ isOn: checked }))}
    />
  );
}
