"use client";

import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/invitations";
import { useAttempt } from "../../../use-attempt";
import { useCall } from "../../../use-call";
import type { InvitationRow } from "./types";

export function Resend({ row: { invitationId, email } }: { row: InvitationRow }) {
  const resend = useCall(api.invitations.resend);
  const { isRunning, attempt } = useAttempt(messages.NOT_RESENT);

  async function run() {
    if (isRunning) return;
    if (await attempt(() => resend({ invitationId })))
      notifications.show({ message: messages.resent(email) });
  }

  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={messages.resendTo(email)}
      aria-disabled={isRunning || undefined}
      onClick={() => void run()}
    >
      {messages.RESEND}
    </Button>
  );
}
