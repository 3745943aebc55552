"use client";

import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { NOT_UNDONE, UNDO } from "@/lib/messages/templates";
import { describeFailure } from "../../describe-failure";

/** In ms: enough to read the message and to reach the button with the keyboard. */
const SHOWN_FOR = 15_000;

/** Shows that something was done, with a button that undoes it. Returns a function that hides the message. */
export function showUndo(message: string, undo: () => unknown): () => void {
  async function run() {
    notifications.hide(id);
    try {
      await undo();
    } catch (error) {
      notifications.show({ color: "red", title: NOT_UNDONE, message: describeFailure(error) });
    }
  }
  const id = notifications.show({
    autoClose: SHOWN_FOR,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button variant="default" size="compact-sm" onClick={() => void run()}>
          {UNDO}
        </Button>
      </Group>
    ),
  });
  return () => void notifications.hide(id);
}
