"use client";

import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { describeFailure } from "./describe-failure";

/** Runs what a button is for, and shows a notice where that fails. `attempt` resolves with true when it went well. */
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
