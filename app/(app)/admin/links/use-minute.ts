"use client";

import { useEffect, useState } from "react";
import { currentMinute } from "./minute";

/** The clock in whole minutes since 1970, starting at the server's. */
export function useMinute(initial: number): number {
  const [minute, setMinute] = useState(initial);
  useEffect(() => {
    const timer = setInterval(() => setMinute(currentMinute()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return minute;
}
