"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useState } from "react";
import type { MessageTexts } from "@/lib/message/columns";

export type DraftChecks = {
  /** Links and images that the mail leaves out. */
  refused: readonly string[];
  /** The size of the mail's HTML, where it is more than Gmail shows. */
  clippedBytes: number | null;
  /** How the message begins. */
  firstWords: string;
};

const NOTHING: DraftChecks = { refused: [], clippedBytes: null, firstWords: "" };

/** What takes the Markdown parser to tell, once typing pauses. It is fetched for the first message that has any text. */
export function useDraftChecks({ body, preheader }: MessageTexts): DraftChecks {
  const [settled] = useDebouncedValue(body, 400);
  const [checks, setChecks] = useState(NOTHING);
  useEffect(() => {
    let isCurrent = true;
    check(settled, preheader).then(
      (found) => isCurrent && setChecks(found),
      // The code could not be fetched. The notices only help: the mail is the same without them.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [settled, preheader]);
  return checks;
}

async function check(body: string, preheader: string): Promise<DraftChecks> {
  if (body.trim() === "") return NOTHING;
  const { firstWordsOfMessage, GMAIL_CLIPS_AT, mailBytes, refusedInMessage } =
    await import("@/emails/draft-checks");
  const site = window.location.origin;
  const bytes = mailBytes({ body, preheader }, site);
  return {
    refused: refusedInMessage(body, site),
    clippedBytes: bytes > GMAIL_CLIPS_AT ? bytes : null,
    firstWords: firstWordsOfMessage(body, site),
  };
}
