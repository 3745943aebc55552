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

/** Shows problems with the message before it is sent, so that they can be fixed. */
export function MessageNotices(props: MessageNoticesProps) {
  return <CheckedNotices {...props} checks={useDraftChecks(props.texts)} />;
}

export type CheckedNoticesProps = MessageNoticesProps & { checks: DraftChecks };

/**
 * Like MessageNotices, for a page that already has the results of the checks. For a long message the checks are slow,
 * so they should not run twice.
 */
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
