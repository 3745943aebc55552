"use client";

import { useEffect, useRef, useState } from "react";
import { THE_EMAIL } from "@/lib/messages/campaign-preview";
import { waitBeforeNext } from "@/lib/until-answered";
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
/** The waits between the tries grow, so all tries together take some minutes. */
const MAX_TRIES = 10;

/**
 * The mail in its full height. The sandbox allows scripts, so that ../mail/frame.ts can report the height. It allows no
 * forms, no windows and no access to our origin.
 */
export function MailFrame({ source, revision, view, isDark }: MailFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState<number | null>(null);
  const reportedBy = useRef<Window | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    function take({ source, data }: MessageEvent) {
      if (source !== frame.current?.contentWindow) return;
      const reported = heightIn(data);
      if (reported === null) return;
      reportedBy.current = frame.current.contentWindow;
      setHeight(reported);
    }
    window.addEventListener("message", take);
    return () => window.removeEventListener("message", take);
  }, []);
  /**
   * Loads the frame again if it has loaded without reporting a height, because then it shows an error page instead of
   * the mail.
   */
  async function retryUnlessReported() {
    const loaded = frame.current?.contentWindow;
    await waitBeforeNext(tries + 1);
    if (
      loaded &&
      loaded === frame.current?.contentWindow &&
      loaded !== reportedBy.current &&
      tries < MAX_TRIES
    )
      setTries(tries + 1);
  }

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
      onLoad={() => void retryUnlessReported()}
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
