import { Checkbox } from "@mantine/core";
import { firstPartOf } from "@/lib/first-check";
import * as messages from "@/lib/messages/campaign-launch";

export type FirstPartProps = {
  recipients: number;
  isSkipped: boolean;
  onChange: (isSkipped: boolean) => void;
};

/**
 * Explains that the first part of a large campaign is sent alone, and lets the user skip the wait after it. Sending
 * stops automatically after too many bounces or complaints, even if the wait is skipped.
 */
export function FirstPart({ recipients, isSkipped, onChange }: FirstPartProps) {
  const size = firstPartOf(recipients);
  if (size === null) return null;
  return (
    <Checkbox
      label={messages.skipCheck(recipients, size)}
      description={messages.skipCheckHint(size)}
      checked={isSkipped}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}
