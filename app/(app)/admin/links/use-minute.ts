"use client";

import { useEffect, useState } from "react";
import { currentMinute } from "./minute";

/** The current time in whole minutes since 1970. At first it is `initial`, the server's time. */
export function useMinute(initial: number): number {
  const [minute, setMinute] = useState(initial);
  useEffect(() => {
    const timer = setInterval(() => setMinute(currentMinute()), 10_000);
    return () => clearInterval(timer);
  }, []);
  return minute;
}
