import { Alert } from "@mantine/core";
import type { Campaign } from "../types";

/** For a draft that had a time to go out, and lost it together with the role of whoever wrote or scheduled it. */
export function UnscheduledNotice({ campaign: { unscheduledBecause } }: { campaign: Campaign }) {
  if (!unscheduledBecause) return null;
  return (
    <Alert color="red" mb="lg" title="This campaign is no longer scheduled" role="alert">
      {unscheduledBecause} Nothing has been sent. Check the message and the audience, then launch it or
      schedule it again.
    </Alert>
  );
}
