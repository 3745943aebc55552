"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { MessageTexts } from "@/lib/campaign-message/columns";
import { shownAppName } from "./shown-app-name";

export type DraftChecks = {
  /** The addresses of links and images that the mail omits. */
  rejectedAddresses: readonly string[];
  /** The size of the mail's HTML if Gmail would clip it. */
  clippedBytes: number | null;
  /** The first words of the email: its heading, which is the product's name, and then the message. */
  firstWords: string;
};

const NOTHING: DraftChecks = { rejectedAddresses: [], clippedBytes: null, firstWords: "" };

/**
 * Checks that need the Markdown parser. They run when the user pauses typing. The parser is not loaded until the
 * message has some text.
 */
export function useDraftChecks({ body, preheader }: MessageTexts): DraftChecks {
  const [settledBody] = useDebouncedValue(body, 400);
  const [settledPreheader] = useDebouncedValue(preheader, 400);
  const [checks, setChecks] = useState(NOTHING);
  useEffect(() => {
    let isCurrent = true;
    check(settledBody, settledPreheader).then(
      (found) => isCurrent && setChecks(found),
      // The code could not be loaded, so there are no notices. That does not change the mail.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [settledBody, settledPreheader]);
  return checks;
}

async function check(body: string, preheader: string): Promise<DraftChecks> {
  if (body.trim() === "") return NOTHING;
  const { firstWordsOfMessage, GMAIL_CLIPS_AT, mailBytes, rejectedInMessage } =
    await import("@/emails/draft-checks");
  const site = window.location.origin;
  const bytes = mailBytes({ body, preheader }, site);
  return {
    rejectedAddresses: rejectedInMessage(body, site),
    clippedBytes: bytes > GMAIL_CLIPS_AT ? bytes : null,
    firstWords: `${shownAppName()} ${firstWordsOfMessage(body, site)}`,
  };
}
