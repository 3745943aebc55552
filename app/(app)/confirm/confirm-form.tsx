"use client";

import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useEffectEvent, useRef } from "react";
import { usePageSession } from "../page-session";
import styles from "./confirm.module.css";
import { type Confirmation, useConfirmation } from "./use-confirmation";

export type ConfirmFormProps = {
  /** Whether to send the email at once, because the person has just started an action that needs it. */
  sendsAtOnce?: boolean;
  onConfirmed: () => void;
};

/** A code is sent to the account's own mailbox, and typed here. Passkeys will be another way. */
export function ConfirmForm({ sendsAtOnce = false, onConfirmed }: ConfirmFormProps) {
  const { account } = usePageSession();
  const confirmation = useConfirmation(onConfirmed);
  const { mail, mailProblem, send } = confirmation;
  useOnce(sendsAtOnce, () => void send());
  return (
    <Stack gap="md">
      <Text role="status">
        {mail === "sent" ? (
          <>
            We sent a code and a link to <strong>{account?.email}</strong>. Type the code here, or open the
            link in this browser.
          </>
        ) : (
          <>
            To go on, show that you can read the email of <strong>{account?.email}</strong>.
          </>
        )}
      </Text>
      {mailProblem === null ? null : (
        <Alert color="red" title="The email was not sent" role="alert">
          {mailProblem}
        </Alert>
      )}
      {mail === "sent" ? <CodeForm {...confirmation} /> : <SendButton {...confirmation} />}
    </Stack>
  );
}

function SendButton({ mail, send }: Confirmation) {
  return (
    <Button w="fit-content" loading={mail === "sending"} onClick={() => void send()}>
      Email me a code
    </Button>
  );
}

function CodeForm({ check, send, codeProblem, isChecking }: Confirmation) {
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("code");
    if (!isChecking) void check(typeof typed === "string" ? typed : "");
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="6-digit code"
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          enterKeyHint="go"
          autoFocus
          maxLength={200}
          classNames={{ input: styles.code }}
          error={codeProblem}
          errorProps={{ role: "alert" }}
        />
        <Group justify="space-between">
          <Button variant="subtle" onClick={() => void send()}>
            Send it again
          </Button>
          {/* Never disabled, because that would take the focus from people who pressed it with a key. */}
          <Button type="submit" aria-disabled={isChecking || undefined}>
            {isChecking ? "Checking…" : "Confirm"}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Runs once each time the form is shown, also when React mounts twice in development. */
function useOnce(isWanted: boolean, act: () => void): void {
  const isDone = useRef(false);
  const run = useEffectEvent(act);
  useEffect(() => {
    if (!isWanted || isDone.current) return;
    isDone.current = true;
    run();
  }, [isWanted]);
}
