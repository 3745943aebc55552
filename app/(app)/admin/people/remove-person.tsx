"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import { useCall } from "../../use-call";
import { ConfirmDialog } from "../campaigns/confirm-dialog";
import type { PersonRow } from "./people-list";

/** There is no shutting out for good: an address that signs in again is a member. The dialog says so. */
export function RemovePerson({ person }: { person: PersonRow }) {
  const remove = useCall(api.people.remove);
  const [isOpen, { open, close }] = useDisclosure();

  async function run() {
    await remove({ memberId: person.id });
    notifications.show({ message: `${person.email} is signed out everywhere.` });
  }

  return (
    <>
      <Button variant="default" size="sm" aria-label={`Remove ${person.email}`} onClick={open}>
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

/** As convex/model/revoking.ts does it. */
export const MADE_ENDS =
  "API keys that they made end too, and so do sign-in links and invites of theirs that nobody has used yet.";

function consequenceOf({ role, isYou, isNamedAdmin }: PersonRow): string {
  const now = [
    "Every session of theirs ends now, and so does a sign-in link that was made for them.",
    role === "member" ? null : `They are no longer ${role === "admin" ? "an admin" : "a marketer"}.`,
    role === "admin" ? MADE_ENDS : null,
    isNamedAdmin
      ? "ADMIN_EMAILS names this address: take it out there too, or signing in makes it an admin again."
      : "If they sign in again, it is as a member.",
    isYou ? "This is you: you are signed out here too." : null,
  ];
  return now.filter((line) => line !== null).join(" ");
}
