"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import { useCall } from "../../use-call";
import { ConfirmDialog } from "../_shared/confirm-dialog";
import type { PersonRow } from "./types";

/** People cannot be excluded permanently: an address that signs in again is a member. The dialog says so. */
export function RemovePerson({ person }: { person: PersonRow }) {
  const remove = useCall(api.people.remove);
  const [isOpen, { open, close }] = useDisclosure();

  async function run() {
    await remove({ memberId: person.id });
    notifications.show({ message: `${person.email} is signed out everywhere.` });
  }

  return (
    <>
      <Button variant="default" size="compact-sm" aria-label={`Remove ${person.email}`} onClick={open}>
        Remove
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={`Remove ${person.email}?`}
        action="Remove"
        keep="Keep them"
        failed="Not removed"
        run={run}
      >
        <Text>{consequenceOf(person)}</Text>
      </ConfirmDialog>
    </>
  );
}

/** According to convex/model/endings.ts. */
export const ADMINS_WORK_ENDS =
  "Their API keys stop working, and so do their unused sign-in links and invites. People who signed in with a link that they passed on are signed out.";
export const CAMPAIGNS_STOP =
  "A campaign that they wrote or started stops: one that is scheduled becomes a draft again, one that is being sent is paused. Invitations that were mailed stay good.";

function consequenceOf({ role, isYou, isNamedAdmin }: PersonRow): string {
  const now = [
    "Every session of theirs ends now, and so do sign-in links and invites that were made for them.",
    role === "member" ? null : `They are no longer ${role === "admin" ? "an admin" : "a marketer"}.`,
    role === "admin" ? ADMINS_WORK_ENDS : null,
    role === "member" ? null : CAMPAIGNS_STOP,
    isNamedAdmin
      ? "ADMIN_EMAILS names this address: take it out there too, or signing in makes it an admin again."
      : "If they sign in again, it is as a member.",
    isYou ? "This is you: you are signed out here too." : null,
  ];
  return now.filter((line) => line !== null).join(" ");
}
