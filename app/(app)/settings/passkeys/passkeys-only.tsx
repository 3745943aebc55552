"use client";

import { Switch } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import styles from "../settings.module.css";

/** For people who want an account that is safer than its mailbox. */
export function PasskeysOnly({ isOn }: { isOn: boolean }) {
  const set = useCall(api.passkeys.setPasskeysOnly);
  const { isRunning, attempt } = useAttempt("Not changed");
  return (
    <Switch
      className={styles.only}
      label="Passkeys only"
      description="Links can no longer sign you in. If you lose all your passkeys, a link starts a recovery that takes 72 hours. We notify you by email and on your devices."
      checked={isOn}
      disabled={isRunning}
      onChange={({ currentTarget: { checked } }) => void attempt(() => set({ isOn: checked }))}
    />
  );
}
