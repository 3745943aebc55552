"use client";

import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { describeFailure } from "./failure";

/**
 * Runs what a button is for, and tells of it where it fails. `isRunning` while it is on its way; `attempt` is true when
 * it went well.
 */
export function useAttempt(failed: string) {
  const [isRunning, setIsRunning] = useState(false);

  async function attempt(run: () => Promise<unknown>): Promise<boolean> {
    setIsRunning(true);
    try {
      await run();
      return true;
    } catch (error) {
      notifications.show({ color: "red", title: failed, message: describeFailure(error) });
      return false;
    } finally {
      setIsRunning(false);
    }
  }

  return { isRunning, attempt };
}
