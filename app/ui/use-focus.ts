"use client";

import { useEffect, useRef } from "react";

/** For content that replaces the page: people with a screen reader or a keyboard continue from there. */
export function useFocus<Target extends HTMLElement>() {
  const target = useRef<Target>(null);
  useEffect(() => target.current?.focus(), []);
  return target;
}
