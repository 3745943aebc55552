"use client";

import { Button, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/person";
import { useQueryRunner } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useSubmit } from "../_shared/use-submit";

/** Opens the page of any address that something is stored about, also if nobody has ever signed in with it. */
export function FindAddress() {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        {messages.FIND}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={messages.FIND}>
        <FindForm onClose={close} />
      </Dialog>
    </>
  );
}

function FindForm({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState("");
  const { isSending, problem, setProblem, submit } = useSubmit();
  const reader = useQueryRunner();
  const router = useRouter();

  async function find() {
    const id = await reader.query(api.person.find, { email });
    if (id === null) return setProblem(messages.NOT_FOUND);
    onClose();
    router.push(`/admin/people/${id}`);
  }

  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit(find);
      }}
    >
      <Stack gap="md">
        <TextInput
          label={messages.FIND_LABEL}
          description={messages.FIND_HINT}
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
          data-autofocus
        />
        <DialogActions>
          <FormProblem title={messages.FIND_FAILED} problem={problem} />
          <Button type="submit" loading={isSending}>
            {messages.FIND_ACTION}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}
