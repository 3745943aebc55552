import { Alert } from "@mantine/core";
import * as messages from "@/lib/messages/campaign-draft";
import type { Campaign } from "../types";

/** For a draft that is no longer scheduled, because the person who wrote or scheduled it lost their role. */
export function UnscheduledNotice({ campaign: { unscheduledBecause } }: { campaign: Campaign }) {
  if (!unscheduledBecause) return null;
  return (
    <Alert color="red" mb="lg" title={messages.UNSCHEDULED} role="alert">
      {messages.unscheduledHint(unscheduledBecause)}
    </Alert>
  );
}
