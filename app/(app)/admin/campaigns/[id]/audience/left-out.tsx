import { List, Text } from "@mantine/core";
import * as messages from "@/lib/messages/earlier-people";
import type { AudienceCopy } from "./use-audience-copy";

const REASONS = Object.keys(messages.REASONS) as (keyof typeof messages.REASONS)[];

/** How many people are left out, by reason. */
export function LeftOut({ tally }: { tally: AudienceCopy["tally"] }) {
  const reasons = REASONS.filter((reason) => (tally[reason] ?? 0) > 0);
  if (reasons.length === 0) return null;
  return (
    <div>
      <Text size="sm">{messages.LEFT_OUT}</Text>
      <List size="sm">
        {reasons.map((reason) => (
          <List.Item key={reason}>{messages.REASONS[reason](tally[reason] ?? 0)}</List.Item>
        ))}
      </List>
    </div>
  );
}
