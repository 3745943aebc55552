"use client";

import { Text } from "@mantine/core";
import { useEffect } from "react";
import * as messages from "@/lib/messages/campaign-write";
import { inScheme } from "../mail/scheme";
import { useFrame } from "../preview/use-frame";
import type { LiveMail as LiveMailState } from "./use-live-mail";
import styles from "./write.module.css";

/** Served by ../../live-mail/route.ts. */
const FRAME = "/admin/campaigns/live-mail";

/**
 * Shows the mail next to its text. The frame stays loaded and gets each new version, so it keeps its scroll position.
 */
export function LiveMail({ mail, problem }: LiveMailState) {
  const { frame, tries, reports, onLoad } = useFrame(isReadyMessage);
  const html = mail && inScheme(mail.html, false);
  useEffect(() => {
    // The frame has an opaque origin, which has no name.
    if (reports > 0 && html !== null) frame.current?.contentWindow?.postMessage({ html }, "*");
  }, [frame, reports, html]);
  return (
    <>
      <Text size="sm" c="dimmed" className={styles.shownAs}>
        {mail === null ? messages.RENDERING : messages.shownAs(mail.shownAs, mail.isExample)}
      </Text>
      <iframe
        key={tries}
        ref={frame}
        className={styles.liveFrame}
        title={messages.LIVE_MAIL}
        sandbox="allow-scripts"
        src={FRAME}
        onLoad={onLoad}
      />
      <p role="status" className={styles.liveProblem}>
        {problem === null ? null : messages.notRendered(problem)}
      </p>
    </>
  );
}

const isReadyMessage = (data: unknown) => (data as { isReady?: unknown } | null)?.isReady === true;
