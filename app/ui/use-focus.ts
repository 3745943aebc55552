"use client";

import { useEffect, useRef } from "react";

/**
 * Moves the focus to an element when it appears. Use it for content that replaces the page, so that users of a screen
 * reader or a keyboard continue from there.
 */
export function useFocus<Target extends HTMLElement>() {
  const target = useRef<Target>(null);
  useEffect(() => target.current?.focus(), []);
  return target;
}
