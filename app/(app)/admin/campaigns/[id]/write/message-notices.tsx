"use client";

import { Alert } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo } from "react";
import { variableProblems } from "@/lib/campaign-message/checks";
import { audienceOf, type MessageTexts } from "@/lib/campaign-message/columns";
import * as messages from "@/lib/messages/campaign-write";
import type { Counts } from "../../funnel";
import { RejectedAddresses } from "./rejected-addresses";
import { type DraftChecks, useDraftChecks } from "./use-draft-checks";
import { VariableNotices } from "./variable-notices";

export type MessageNoticesProps = {
  texts: MessageTexts;
  counts: Counts;
  /** Changes the message; without it the notices have no buttons. */
  onChange?: (changed: Partial<MessageTexts>) => void;
};

/** Problems with the message, while they can still be fixed. */
export function MessageNotices(props: MessageNoticesProps) {
  return <CheckedNotices {...props} checks={useDraftChecks(props.texts)} />;
}

export type CheckedNoticesProps = MessageNoticesProps & { checks: DraftChecks };

/** The same for a page that has the checks already, because they take long for a long message. */
export function CheckedNotices({ texts, counts, checks, onChange }: CheckedNoticesProps) {
  const { subject, preheader, body, buttonLabel } = texts;
  const written = useMemo(
    () => ({ subject, preheader, body, buttonLabel }),
    [subject, preheader, body, buttonLabel],
  );
  const [settled] = useDebouncedValue(written, 400);
  const audience = useMemo(() => audienceOf(counts), [counts]);
  const problems = useMemo(() => variableProblems(settled, audience), [settled, audience]);
  const { rejectedAddresses, clippedBytes } = checks;
  return (
    <>
      <VariableNotices
        problems={problems}
        audience={audience}
        onFix={onChange && ((fix) => onChange(fix(written)))}
      />
      <RejectedAddresses addresses={rejectedAddresses} />
      <SizeNotice bytes={clippedBytes} />
    </>
  );
}

function SizeNotice({ bytes }: { bytes: number | null }) {
  if (bytes === null) return null;
  return (
    <Alert color="brass" title={messages.TOO_LARGE} role="status">
      {messages.tooLarge(Math.round(bytes / 1_000))}
    </Alert>
  );
}
