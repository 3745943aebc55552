"use client";

import { useEffect, useRef } from "react";

/** For what takes the place of the page: whoever reads with a screen reader or a keyboard goes on from there. */
export function useFocus<Target extends HTMLElement>() {
  const target = useRef<Target>(null);
  useEffect(() => target.current?.focus(), []);
  return target;
}
