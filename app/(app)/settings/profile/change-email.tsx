"use client";

import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { waitInWords } from "@latchkey/login-links/react";
import { type FormEvent, useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/settings";
import { Sentence } from "../../../ui/sentence";
import { Dialog } from "../../admin/_shared/dialog";
import { DialogActions } from "../../admin/_shared/dialog-actions";
import { useSubmit } from "../../admin/_shared/use-submit";
import { useCall } from "../../use-call";

export function ChangeEmail() {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" w="fit-content" onClick={open}>
        {messages.CHANGE_EMAIL}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={messages.CHANGE_YOUR_EMAIL}>
        <AddressForm />
      </Dialog>
    </>
  );
}

/** The form for a new address. The account keeps its old address until the link in the mail is used. */
function AddressForm() {
  const change = useCall(api.account.changeEmail);
  const [email, setEmail] = useState("");
  const [isSent, setIsSent] = useState(false);
  const { isSending, problem, setProblem, submit } = useSubmit();

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void submit(async () => {
      const result = await change({ email });
      if (result.ok) return setIsSent(true);
      setProblem(messages.tooManyEmails(waitInWords(result.retryAfterSeconds)));
    });
  }

  if (isSent) return <Sent email={email} />;
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        <TextInput
          label={messages.NEW_EMAIL}
          type="email"
          autoComplete="email"
          maxLength={254}
          required
          data-autofocus
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          error={problem}
          errorProps={{ role: "alert" }}
        />
        <DialogActions>
          <Button type="submit" loading={isSending}>
            {messages.EMAIL_ME_A_LINK}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}

function Sent({ email }: { email: string }) {
  return (
    <Stack gap="md">
      <Text role="status">
        <Sentence parts={messages.linkSent(<strong>{email}</strong>)} />
      </Text>
      <DialogActions cancel={messages.DONE} />
    </Stack>
  );
}
