"use client";

import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { describeFailure } from "./describe-failure";

/**
 * Runs a button's action. If the action fails, a notice is shown until the next attempt. `attempt` resolves with true
 * if it succeeded.
 */
export function useAttempt(failed: string) {
  const [isRunning, setIsRunning] = useState(false);
  const notice = useRef<string | null>(null);

  async function attempt(run: () => Promise<unknown>): Promise<boolean> {
    setIsRunning(true);
    if (notice.current !== null) notifications.hide(notice.current);
    try {
      await run();
      return true;
    } catch (error) {
      notice.current = notifications.show({ color: "red", title: failed, message: describeFailure(error) });
      return false;
    } finally {
      setIsRunning(false);
    }
  }

  return { isRunning, attempt };
}
