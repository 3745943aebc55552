"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import { useCall } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { InviteForm, type InviteValues } from "./invite-form";

export function InviteColleague() {
  const invite = useCall(api.people.invite);
  const [isOpen, { open, close }] = useDisclosure();

  async function send({ email, name, role }: InviteValues) {
    await invite({ email, role, ...(name === "" ? {} : { name }) });
    close();
    notifications.show({ message: `The invite is on its way to ${email}.` });
  }

  return (
    <>
      <Button onClick={open}>Invite a colleague</Button>
      <Dialog opened={isOpen} onClose={close} title="Invite a colleague" size="lg">
        <InviteForm invite={send} />
      </Dialog>
    </>
  );
}
