"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type FormEvent, useState } from "react";
import { api } from "@/convex/_generated/api";
import { MAX_PASSKEY_NAME } from "@/lib/passkeys";
import { Dialog } from "../../admin/_shared/dialog";
import { DialogActions } from "../../admin/_shared/dialog-actions";
import { useSubmit } from "../../admin/_shared/use-submit";
import { useCall } from "../../use-call";
import type { PasskeyInList } from "./passkey-in-list";

export function RenamePasskey({ passkey }: { passkey: PasskeyInList }) {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" size="sm" aria-label={`Rename ${passkey.name}`} onClick={open}>
        Rename
      </Button>
      <Dialog opened={isOpen} onClose={close} title={`Rename ${passkey.name}`}>
        <NameForm passkey={passkey} onDone={close} />
      </Dialog>
    </>
  );
}

function NameForm({ passkey, onDone }: { passkey: PasskeyInList; onDone: () => void }) {
  const rename = useCall(api.passkeys.rename);
  const [name, setName] = useState(passkey.name);
  const { isSending, problem, submit } = useSubmit();

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void submit(async () => {
      await rename({ passkeyId: passkey.id, name });
      onDone();
    });
  }

  return (
    <form onSubmit={save}>
      <Stack gap="md">
        <TextInput
          label="Name"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={MAX_PASSKEY_NAME}
          required
          data-autofocus
          error={problem}
          errorProps={{ role: "alert" }}
        />
        <DialogActions>
          <Button type="submit" loading={isSending}>
            Rename
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
