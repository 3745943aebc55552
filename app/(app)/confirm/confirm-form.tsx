"use client";

import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/confirm-identity";
import { Sentence } from "../../ui/sentence";
import { usePageSession } from "../page-session";
import { useConfirmByPasskey } from "../passkeys/use-passkeys";
import { useOwn } from "../use-own";
import styles from "./confirm.module.css";
import { type Confirmation, useConfirmation } from "./use-confirmation";

export type ConfirmFormProps = {
  /** Whether to send the email at once, because the person has just started an action that needs it. */
  sendsAtOnce?: boolean;
  onConfirmed: () => void;
};

/**
 * Confirms with a passkey of the account, or with a code that is sent to its mailbox. An account with passkeys gets no
 * mail unless its owner asks.
 */
export function ConfirmForm({ sendsAtOnce = false, onConfirmed }: ConfirmFormProps) {
  const { account } = usePageSession();
  const confirmation = useConfirmation(onConfirmed);
  const { mail, mailProblem, send } = confirmation;
  const hasPasskey = useHasPasskey();
  const said = mail === "sent" ? messages.codeSent : messages.toContinue;
  useOnce(sendsAtOnce && hasPasskey === false, () => void send());
  return (
    <Stack gap="md">
      <Text role="status">
        <Sentence parts={said(<strong>{account?.email}</strong>)} />
      </Text>
      {hasPasskey && mail === "none" ? <PasskeyButton onConfirmed={onConfirmed} /> : null}
      {mailProblem === null ? null : (
        <Alert color="red" title={messages.NOT_SENT} role="alert">
          {mailProblem}
        </Alert>
      )}
      {mail === "sent" ? <CodeForm {...confirmation} /> : <SendButton {...confirmation} />}
    </Stack>
  );
}

/** Whether the account has a passkey; undefined until the list has loaded. */
function useHasPasskey(): boolean | undefined {
  const known = useOwn(api.passkeys.list);
  return known && known.passkeys.length > 0;
}

function PasskeyButton({ onConfirmed }: Pick<ConfirmFormProps, "onConfirmed">) {
  const confirmByPasskey = useConfirmByPasskey();
  const [problem, setProblem] = useState<string | null>(null);

  async function press() {
    const failed = await confirmByPasskey();
    setProblem(failed);
    if (failed === null) onConfirmed();
  }

  return (
    <>
      {problem === null ? null : (
        <Text c="red" role="alert">
          {problem}
        </Text>
      )}
      <Button w="fit-content" onClick={() => void press()}>
        {messages.USE_A_PASSKEY}
      </Button>
    </>
  );
}

function SendButton({ mail, send }: Confirmation) {
  return (
    <Button w="fit-content" loading={mail === "sending"} onClick={() => void send()}>
      {messages.EMAIL_ME_A_CODE}
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
          label={messages.CODE}
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
            {messages.SEND_AGAIN}
          </Button>
          {/* The button is never disabled, because a disabled button would lose the keyboard focus. */}
          <Button type="submit" aria-disabled={isChecking || undefined}>
            {isChecking ? messages.CHECKING : messages.CONFIRM}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Runs `act` once each time the form is shown, although React runs effects twice in development. */
function useOnce(isWanted: boolean, act: () => void): void {
  const isDone = useRef(false);
  const run = useEffectEvent(act);
  useEffect(() => {
    if (!isWanted || isDone.current) return;
    isDone.current = true;
    run();
  }, [isWanted]);
}
