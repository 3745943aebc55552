import { Button, Progress, Stack, Text } from "@mantine/core";
import * as messages from "@/lib/messages/earlier-people";
import { percent } from "@/lib/numbers";
import { FormProblem } from "../../../_shared/form-problem";
import { LeftOut } from "./left-out";
import type { PeopleCount as Count } from "./use-people-count";

export type PeopleCountProps = {
  count: Count;
  /** How many recipients the selected campaigns have together. */
  total: number;
  onRetry: () => void;
};

/** How many of the selected people can be added, and how many are left out and why. */
export function PeopleCount({ count, total, onRetry }: PeopleCountProps) {
  if (count.state === "failed")
    return (
      <Stack gap="sm" align="flex-start">
        <FormProblem title={messages.NOT_COUNTED} problem={messages.COUNT_FAILED} />
        <Button variant="default" size="sm" onClick={onRetry}>
          {messages.COUNT_AGAIN}
        </Button>
      </Stack>
    );
  if (count.state === "counting")
    return <Counting looked={count.looked} total={Math.max(total, count.looked)} />;
  return (
    <div role="status">
      <Text fw={600}>{messages.canBeAdded(count.tally.added ?? 0)}</Text>
      {Object.keys(count.tally).length === 0 ? <Text size="sm">{messages.NOBODY_CHOSEN}</Text> : null}
      <LeftOut tally={count.tally} />
    </div>
  );
}

function Counting({ looked, total }: { looked: number; total: number }) {
  return (
    <div>
      <Text mb={4} style={{ fontVariantNumeric: "tabular-nums" }}>
        {messages.counting(looked, total)}
      </Text>
      <Progress value={percent(looked, total)} animated aria-label={messages.COUNT_BAR} />
    </div>
  );
}
