"use client";

import { Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { api } from "@/convex/_generated/api";
import { useCall } from "../../use-call";
import { ConfirmDialog } from "../_shared/confirm-dialog";
import { IF_REMOVED } from "./reasons";
import type { SuppressionRow } from "./types";

export function RemoveSuppression({ suppression }: { suppression: SuppressionRow }) {
  const { id, email, reason } = suppression;
  const remove = useCall(api.suppressions.remove);
  const [isOpen, { open, close }] = useDisclosure();

  async function run() {
    await remove({ suppressionId: id });
    notifications.show({ message: `${email} can be mailed again.` });
  }

  return (
    <>
      <Button variant="default" size="compact-sm" aria-label={`Remove ${email}`} onClick={open}>
        Remove
      </Button>
      <ConfirmDialog
        opened={isOpen}
        onClose={close}
        title={`Mail ${email} again?`}
        action="Remove it from the list"
        keep="Keep it"
        failed="Not removed"
        run={run}
      >
        <Text>{IF_REMOVED[reason]} Campaigns will mail this address again.</Text>
      </ConfirmDialog>
    </>
  );
}
