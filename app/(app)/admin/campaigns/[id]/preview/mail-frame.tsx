"use client";

import { useEffect, useRef, useState } from "react";
import styles from "./preview.module.css";

export type MailFrameProps = {
  source: string;
  /** A new value loads the mail again. */
  revision: number;
  view: "desktop" | "phone";
  isDark: boolean;
};

/** A greater height must be an error; no real mail is this high. */
const MAX_HEIGHT = 60_000;

/**
 * The mail in its full height. The frame may only run the script of ../mail/frame.ts, which reports the height: it has
 * no forms, no windows and no origin.
 */
export function MailFrame({ source, revision, view, isDark }: MailFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  useEffect(() => {
    function take({ source, data }: MessageEvent) {
      if (source !== frame.current?.contentWindow) return;
      const told = heightIn(data);
      if (told !== null) setHeight(told);
    }
    window.addEventListener("message", take);
    return () => window.removeEventListener("message", take);
  }, []);
  return (
    // A new frame each time, because a new address for the same frame would add a step to the browser's history.
    <iframe
      key={`${source} ${revision}`}
      ref={frame}
      className={styles.frame}
      style={height === null ? undefined : { height }}
      data-view={view}
      data-is-dark={isDark || undefined}
      title="The mail"
      sandbox="allow-scripts"
      src={source}
    />
  );
}

/** A frame's message is as untrusted as a stranger's. */
function heightIn(data: unknown): number | null {
  const told = (data as { mailHeight?: unknown } | null)?.mailHeight;
  const border = 2;
  return typeof told === "number" && told > 0 ? Math.min(Math.ceil(told) + border, MAX_HEIGHT) : null;
}
