"use client";

import { Button, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { ROLE_IN_WORDS } from "@/lib/roles";
import type { Role } from "@/lib/server/session";
import { useCall } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useSubmit } from "../_shared/use-submit";
import { ADMINS_WORK_ENDS, CAMPAIGNS_STOP } from "./remove-person";
import { RoleChoice } from "./role-choice";
import type { PersonRow } from "./types";

export function ChangeRole({ person }: { person: PersonRow }) {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Change the role of ${person.email}`}
        onClick={open}
      >
        Change role
      </Button>
      <Dialog opened={isOpen} onClose={close} title={`Role of ${person.email}`}>
        <RoleForm person={person} onDone={close} />
      </Dialog>
    </>
  );
}

/**
 * Nothing changes before the button is pressed, so it is the confirmation. The server's refusal is shown beside the
 * choice.
 */
function RoleForm({ person, onDone }: { person: PersonRow; onDone: () => void }) {
  const setRole = useCall(api.people.setRole);
  const [role, choose] = useState<Role>(person.role);
  const { isSending, problem, submit } = useSubmit();

  async function save() {
    await setRole({ memberId: person.id, role });
    notifications.show({ message: `${person.email} is ${ROLE_IN_WORDS[role]} now.` });
    onDone();
  }

  return (
    <Stack gap="md">
      <RoleChoice value={role} onChange={choose} />
      <Consequence person={person} role={role} />
      <DialogActions>
        <FormProblem title="The role was not changed" problem={problem} />
        <Button disabled={role === person.role} loading={isSending} onClick={() => void submit(save)}>
          {role === person.role ? "Change the role" : `Make them ${ROLE_IN_WORDS[role]}`}
        </Button>
      </DialogActions>
    </Stack>
  );
}

function Consequence({ person, role }: { person: PersonRow; role: Role }) {
  if (role === person.role) return null;
  const lines = [
    "It takes effect immediately, in all of their sessions.",
    person.role === "admin" && ADMINS_WORK_ENDS,
    role === "member" && CAMPAIGNS_STOP,
    person.isYou && "This is your own account. Only another admin can give the role back.",
    person.isNamedAdmin && "ADMIN_EMAILS names this address, so signing in makes it an admin again.",
  ].filter(Boolean);
  return (
    <Text size="sm" c="dimmed">
      {lines.join(" ")}
    </Text>
  );
}
