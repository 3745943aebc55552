"use client";

import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/people";
import { useCall } from "../../use-call";
import { Dialog } from "../_shared/dialog";
import { InviteForm, type InviteValues } from "./invite-form";

export function InviteColleague() {
  const invite = useCall(api.people.invite);
  const [isOpen, { open, close }] = useDisclosure();

  async function send({ email, name, role }: InviteValues) {
    await invite({ email, role, ...(name === "" ? {} : { name }) });
    close();
    notifications.show({ message: messages.onItsWay(email) });
  }

  return (
    <>
      <Button onClick={open}>{messages.INVITE_COLLEAGUE}</Button>
      <Dialog opened={isOpen} onClose={close} title={messages.INVITE_COLLEAGUE} size="lg">
        <InviteForm invite={send} />
      </Dialog>
    </>
  );
}
