"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { waitBeforeNext } from "@/lib/until-answered";

/** The waits between the tries grow, so all tries together take some minutes. */
const MAX_TRIES = 10;

/**
 * A sandboxed frame that posts messages to this page. `take` gets each message, and returns true if the message shows
 * that the frame has loaded its page. If no such message arrives, the frame shows an error page and is loaded again;
 * use `tries` as its key for that. `reports` counts the messages that show that the page has loaded.
 */
export function useFrame(take: (data: unknown) => boolean) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [reports, setReports] = useState(0);
  const [tries, setTries] = useState(0);
  const reported = useRef<Window | null>(null);
  const receive = useEffectEvent(({ source, data }: MessageEvent) => {
    if (source === null || source !== frame.current?.contentWindow || !take(data)) return;
    reported.current = frame.current.contentWindow;
    setReports((count) => count + 1);
  });
  useEffect(() => {
    const listener = (event: MessageEvent) => receive(event);
    window.addEventListener("message", listener);
    return () => window.removeEventListener("message", listener);
  }, []);

  async function retryUnlessReported() {
    const loaded = frame.current?.contentWindow;
    await waitBeforeNext(tries + 1);
    const isCurrent = loaded !== undefined && loaded === frame.current?.contentWindow;
    if (isCurrent && loaded !== reported.current && tries < MAX_TRIES) setTries(tries + 1);
  }

  return { frame, tries, reports, onLoad: () => void retryUnlessReported() };
}
