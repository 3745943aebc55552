"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/suppressions";
import { useCall } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { AddForm } from "./add-form";

export function AddByHand() {
  const add = useCall(api.suppressions.add);
  const [isOpen, { open, close }] = useDisclosure();

  /** Returns the rejected addresses; all others are added. */
  async function suppress(emails: string[], note: string): Promise<string[]> {
    const { added, known, rejected } = await add({ emails, note });
    if (added + known > 0) notifications.show({ message: messages.added(added, known) });
    if (rejected.length === 0) close();
    return rejected;
  }

  return (
    <>
      <Button onClick={open}>{messages.ADD_ADDRESSES}</Button>
      <Dialog opened={isOpen} onClose={close} title={messages.ADD_ADDRESSES} size="lg">
        <AddForm suppress={suppress} />
      </Dialog>
    </>
  );
}
