"use client";

import { Button, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/blocked-addresses";
import { useActionCall, useCall } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useSubmit } from "../_shared/use-submit";
import type { BlockedRow } from "./types";

export function Unblock({ row }: { row: BlockedRow }) {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" size="compact-sm" aria-label={messages.unblock(row.email)} onClick={open}>
        {messages.UNBLOCK}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={messages.unblockTitle(row.email)}>
        <Steps row={row} onDone={close} />
      </Dialog>
    </>
  );
}

type StepProps = { row: BlockedRow; onDone: () => void };

/**
 * First asks the mail provider to unblock the address. If this deployment may not change the provider's list, the
 * dialog asks the admin to remove the address there by hand.
 */
function Steps(step: StepProps) {
  const [isByHand, setIsByHand] = useState(false);
  return isByHand ? <ByHand {...step} /> : <AtProvider {...step} onByHand={() => setIsByHand(true)} />;
}

function AtProvider({ row, onDone, onByHand }: StepProps & { onByHand: () => void }) {
  const unblock = useActionCall(api.mail.unblocking.unblock);
  const { isSending, problem, setProblem, submit } = useSubmit();

  async function run() {
    const outcome = await unblock({ blockedAddressId: row.id });
    if (outcome.ok) return finish(row, onDone);
    if (outcome.reason === "by_hand") onByHand();
    else setProblem(messages.problemOf(outcome));
  }

  return (
    <Stack gap="md">
      <Text>
        {messages.BEFORE_UNBLOCKING[row.reason]} {messages.CONSEQUENCE}
      </Text>
      <DialogActions cancel={messages.KEEP_BLOCKED} isCancelFirst>
        <FormProblem title={messages.NOT_UNBLOCKED} problem={problem} />
        <Button loading={isSending} onClick={() => void submit(run)}>
          {messages.UNBLOCK}
        </Button>
      </DialogActions>
    </Stack>
  );
}

function ByHand({ row, onDone }: StepProps) {
  const noteUnblocked = useCall(api.blockedAddresses.noteUnblocked);
  const { isSending, problem, submit } = useSubmit();

  async function run() {
    await noteUnblocked({ blockedAddressId: row.id });
    finish(row, onDone);
  }

  return (
    <Stack gap="md">
      <Text role="alert">{messages.BY_HAND}</Text>
      <DialogActions cancel={messages.KEEP_BLOCKED} isCancelFirst>
        <FormProblem title={messages.NOT_UNBLOCKED} problem={problem} />
        <Button loading={isSending} onClick={() => void submit(run)}>
          {messages.I_HAVE_REMOVED_IT}
        </Button>
      </DialogActions>
    </Stack>
  );
}

function finish({ email }: BlockedRow, onDone: () => void): void {
  notifications.show({ message: messages.unblocked(email) });
  onDone();
}
