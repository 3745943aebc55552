import { Alert } from "@mantine/core";
import type { Campaign } from "../types";

/** For a draft that is no longer scheduled, because the person who wrote or scheduled it lost their role. */
export function UnscheduledNotice({ campaign: { unscheduledBecause } }: { campaign: Campaign }) {
  if (!unscheduledBecause) return null;
  return (
    <Alert color="red" mb="lg" title="This campaign is no longer scheduled" role="alert">
      {unscheduledBecause} Nothing has been sent. Check the message and the audience, then launch it or
      schedule it again.
    </Alert>
  );
}
