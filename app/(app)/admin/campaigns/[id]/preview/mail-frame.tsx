"use client";

import { useState } from "react";
import { THE_EMAIL } from "@/lib/messages/campaign-preview";
import { useFrame } from "./use-frame";
import styles from "./preview.module.css";

export type MailFrameProps = {
  source: string;
  /** A new value loads the mail again. */
  revision: number;
  view: "desktop" | "phone";
  isDark: boolean;
};

/** In pixels. A greater height must be an error, because no real mail is this high. */
const MAX_HEIGHT = 60_000;
/**
 * The mail in its full height. The sandbox allows scripts, so that ../mail/frame.ts can report the height. It allows no
 * forms, no windows and no access to our origin.
 */
export function MailFrame({ source, revision, view, isDark }: MailFrameProps) {
  const [height, setHeight] = useState<number | null>(null);
  const { frame, tries, onLoad } = useFrame((data) => {
    const reported = heightIn(data);
    if (reported !== null) setHeight(reported);
    return reported !== null;
  });

  return (
    // The key creates a new iframe for each load. A new `src` for the same iframe would add an entry to the browser's
    // history.
    <iframe
      key={`${source} ${revision} ${tries}`}
      ref={frame}
      className={styles.frame}
      style={height === null ? undefined : { height }}
      data-view={view}
      data-is-dark={isDark || undefined}
      title={THE_EMAIL}
      sandbox="allow-scripts"
      src={source}
      onLoad={onLoad}
    />
  );
}

/**
 * Reads the height from a frame's message. The message is untrusted input, so anything but a positive number gives
 * null, and the height is capped.
 */
function heightIn(data: unknown): number | null {
  const told = (data as { mailHeight?: unknown } | null)?.mailHeight;
  const border = 2;
  return typeof told === "number" && told > 0 ? Math.min(Math.ceil(told) + border, MAX_HEIGHT) : null;
}
