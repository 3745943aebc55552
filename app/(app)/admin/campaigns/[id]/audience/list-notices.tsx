import { Text } from "@mantine/core";
import type { ColumnMapping } from "@/lib/audience/columns";
import type { CheckSummary } from "@/lib/audience/protocol";
import { counted } from "../../../_shared/numbers";

export type ListNoticesProps = { check: CheckSummary; mapping: ColumnMapping };

/** Decisions that were made for the marketer, who can change them above. */
export function ListNotices({ check, mapping }: ListNoticesProps) {
  const notices = [...columnNotices(mapping), ...rowNotices(check)];
  return notices.map((notice) => (
    <Text key={notice} size="sm" c="dimmed">
      {notice}
    </Text>
  ));
}

function columnNotices({ columns }: ColumnMapping): string[] {
  const ignored = columns.filter(({ as }) => as === "ignored").length;
  return ignored === 0 ? [] : [`${counted(ignored, "column is", "columns are")} not used.`];
}

function rowNotices({ withSeveralAddresses, byReason }: CheckSummary): string[] {
  const notices: string[] = [];
  if (withSeveralAddresses > 0)
    notices.push(
      `${counted(withSeveralAddresses, "row holds", "rows hold")} several addresses. The first one is invited.`,
    );
  if (byReason.unsubscribed)
    notices.push(
      `This list marks ${counted(byReason.unsubscribed, "person", "people")} as not to be mailed. To invite them anyway, leave that column out.`,
    );
  return notices;
}
