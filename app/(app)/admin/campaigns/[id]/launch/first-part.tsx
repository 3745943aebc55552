import { Checkbox } from "@mantine/core";
import { firstPartOf } from "@/lib/first-check";
import * as messages from "@/lib/messages/campaign-launch";

export type FirstPartProps = {
  recipients: number;
  isSkipped: boolean;
  onChange: (isSkipped: boolean) => void;
};

/** Explains the first part of a large campaign. The wait can be skipped; stopping automatically cannot. */
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
