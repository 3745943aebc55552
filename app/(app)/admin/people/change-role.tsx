"use client";

import { Button, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/people";
import { ROLE_LABELS } from "@/lib/messages/roles";
import type { Role } from "@/lib/server/session";
import { useCall } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { DialogActions } from "../_shared/dialog-actions";
import { FormProblem } from "../_shared/form-problem";
import { useSubmit } from "../_shared/use-submit";
import { RoleChoice } from "./role-choice";
import type { PersonRow } from "./types";

export function ChangeRole({ person }: { person: PersonRow }) {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={messages.changeRoleOf(person.email)}
        onClick={open}
      >
        {messages.CHANGE_ROLE}
      </Button>
      <Dialog opened={isOpen} onClose={close} title={messages.roleOf(person.email)}>
        <RoleForm person={person} onDone={close} />
      </Dialog>
    </>
  );
}

/**
 * The role does not change until the button is pressed, so there is no further confirmation. The server's error is
 * shown in the dialog.
 */
function RoleForm({ person, onDone }: { person: PersonRow; onDone: () => void }) {
  const setRole = useCall(api.people.setRole);
  const [role, choose] = useState<Role>(person.role);
  const { isSending, problem, submit } = useSubmit();

  async function save() {
    await setRole({ memberId: person.id, role });
    notifications.show({ message: messages.hasRoleNow(person.email, ROLE_LABELS[role]) });
    onDone();
  }

  return (
    <Stack gap="md">
      <RoleChoice value={role} onChange={choose} />
      <Consequence person={person} role={role} />
      <DialogActions>
        <FormProblem title={messages.ROLE_NOT_CHANGED} problem={problem} />
        <Button disabled={role === person.role} loading={isSending} onClick={() => void submit(save)}>
          {role === person.role ? messages.CHANGE_ROLE : messages.makeThem(ROLE_LABELS[role])}
        </Button>
      </DialogActions>
    </Stack>
  );
}

function Consequence({ person, role }: { person: PersonRow; role: Role }) {
  if (role === person.role) return null;
  const lines = [
    messages.AT_ONCE,
    person.role === "admin" && messages.ADMINS_WORK_ENDS,
    role === "member" && messages.CAMPAIGNS_STOP,
    person.isYou && messages.OWN_ROLE,
    person.isNamedAdmin && messages.NAMED_KEEPS_ROLE,
  ].filter(Boolean);
  return (
    <Text size="sm" c="dimmed">
      {lines.join(" ")}
    </Text>
  );
}
