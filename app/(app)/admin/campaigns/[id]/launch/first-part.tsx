import { Checkbox } from "@mantine/core";
import { firstPartOf } from "@/lib/first-check";
import { counted, grouped } from "../../../_shared/numbers";

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
      label={`Send to all ${grouped(recipients)} without checking the first ${grouped(size)}`}
      description={`Otherwise the first ${counted(size, "email")} go out alone. The rest follow once the mail provider has reported on them, after ten minutes at most. Sending stops by itself when too many bounce or are reported as spam.`}
      checked={isSkipped}
      onChange={({ currentTarget }) => onChange(currentTarget.checked)}
    />
  );
}
