import { Text } from "@mantine/core";
import type { ColumnMapping } from "@/lib/audience/columns";
import type { CheckSummary } from "@/lib/audience/protocol";
import * as messages from "@/lib/messages/campaign-audience";

export type ListNoticesProps = { check: CheckSummary; mapping: ColumnMapping };

/** Shows what the import decided automatically. The marketer can change these decisions above. */
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
  return ignored === 0 ? [] : [messages.unusedColumns(ignored)];
}

function rowNotices({ withSeveralAddresses, byReason, unknownZones }: CheckSummary): string[] {
  const notices: string[] = [];
  if (withSeveralAddresses > 0) notices.push(messages.severalAddresses(withSeveralAddresses));
  if (byReason.unsubscribed) notices.push(messages.markedUnsubscribed(byReason.unsubscribed));
  if (unknownZones.rows > 0) notices.push(messages.unknownZones(unknownZones.rows, unknownZones.examples));
  return notices;
}
