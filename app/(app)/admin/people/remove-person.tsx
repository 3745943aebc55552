"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/people";
import { ROLE_LABELS } from "@/lib/messages/roles";
import { useCall } from "../../use-call";
import { ConfirmDialog } from "../_shared/confirm-dialog";
import type { PersonRow } from "./types";

/**
 * Nobody can be excluded permanently, because a removed person who signs in again becomes a member again. The dialog
 * says so.
 */
export function RemovePerson({ person }: { person: PersonRow }) {
  const remove = useCall(api.people.remove);
  const [isOpen, { open, close }] = useDisclosure();

  async function run() {
    await remove({ memberId: person.id });
    notifications.show({ message: messages.removed(person.email) });
  }

  return (
    <>
      <Button variant="default" size="compact-sm" aria-label={messages.remove(person.email)} onClick={open}>
        {messages.REMOVE}
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={messages.removeTitle(person.email)}
        action={messages.REMOVE}
        keep={messages.KEEP}
        failed={messages.NOT_REMOVED}
        run={run}
      >
        <Text>{consequenceOf(person)}</Text>
      </ConfirmDialog>
    </>
  );
}

function consequenceOf({ role, isYou, isNamedAdmin }: PersonRow): string {
  const now = [
    messages.SESSIONS_END,
    role === "member" ? null : messages.noLonger(ROLE_LABELS[role]),
    role === "admin" ? messages.ADMINS_WORK_ENDS : null,
    role === "member" ? null : messages.CAMPAIGNS_STOP,
    isNamedAdmin ? messages.NAMED_COMES_BACK : messages.MEMBER_AGAIN,
    isYou ? messages.YOU_TOO : null,
  ];
  return now.filter((line) => line !== null).join(" ");
}
