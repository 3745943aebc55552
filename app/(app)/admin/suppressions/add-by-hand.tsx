"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import { useCall } from "../../use-call";
import { counted } from "../_shared/numbers";
import { Dialog } from "../_shared/dialog";
import { AddForm } from "./add-form";

export function AddByHand() {
  const add = useCall(api.suppressions.add);
  const [isOpen, { open, close }] = useDisclosure();

  /** Returns the rejected addresses; all others are added. */
  async function suppress(emails: string[], note: string): Promise<string[]> {
    const { added, known, rejected } = await add({ emails, note });
    if (added + known > 0) notifications.show({ message: addedMessage(added, known) });
    if (rejected.length === 0) close();
    return rejected;
  }

  return (
    <>
      <Button onClick={open}>Add addresses</Button>
      <Dialog opened={isOpen} onClose={close} title="Add addresses" size="lg">
        <AddForm suppress={suppress} />
      </Dialog>
    </>
  );
}

export function addedMessage(added: number, known: number): string {
  const sentences = [
    added > 0 || known === 0 ? `${counted(added, "address", "addresses")} suppressed.` : null,
    known > 0 ? `${counted(known, "was", "were")} in the list already.` : null,
  ];
  return sentences.filter((sentence) => sentence !== null).join(" ");
}
