"use client";

import { Button, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/person";
import { useAttempt } from "../../../use-attempt";
import { useCall, useQueryRunner } from "../../../use-call";
import { ConfirmDialog } from "../../_shared/confirm-dialog";
import { download } from "../../_shared/save-as";

export type PersonActionsProps = { id: string; email: string; isYou: boolean };

/** Downloads everything about the person, or erases them. Admins delete their own account in their settings. */
export function PersonActions({ id, email, isYou }: PersonActionsProps) {
  return (
    <>
      <Export id={id} />
      {isYou ? null : <Erase id={id} email={email} />}
    </>
  );
}

function Export({ id }: { id: string }) {
  const reader = useQueryRunner();
  const note = useCall(api.person.noteExport);
  const { isRunning, attempt } = useAttempt(messages.NOT_EXPORTED);

  /** Records the export in the audit log before the file is made. */
  async function run() {
    await note({ id });
    const text = JSON.stringify(await reader.query(api.person.data, { id }), null, 2);
    download(messages.EXPORT_FILE, new Blob([text], { type: "application/json" }));
  }

  return (
    <Button variant="default" loading={isRunning} onClick={() => void attempt(run)}>
      {messages.EXPORT}
    </Button>
  );
}

function Erase({ id, email }: Pick<PersonActionsProps, "id" | "email">) {
  const erase = useCall(api.person.erase);
  const [isOpen, { open, close }] = useDisclosure();

  async function run() {
    await erase({ id });
    notifications.show({ message: messages.erased(email) });
  }

  return (
    <>
      <Button variant="default" c="var(--danger)" onClick={open}>
        {messages.ERASE}
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={messages.eraseQuestion(email)}
        action={messages.ERASE_ACTION}
        keep={messages.KEEP}
        failed={messages.NOT_ERASED}
        run={run}
      >
        <Stack gap="sm">
          <Text>{messages.ERASE_HINT}</Text>
          <Text>{messages.ERASE_KEEPS}</Text>
        </Stack>
      </ConfirmDialog>
    </>
  );
}
