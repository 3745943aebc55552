import { api } from "@/convex/_generated/api";
import { type CsvCell, csvFile } from "@/lib/csv-export";
import * as messages from "@/lib/messages/campaign-results";
import type { QueryRunner } from "../../../../use-call";
import { everyRow, mapRows } from "../../../_shared/every-row";
import { saveAs } from "../../../_shared/save-as";
import type { Campaign, RecipientRow } from "../../types";

const TIMES = Object.keys(messages.EXPORT_TIMES) as (keyof typeof messages.EXPORT_TIMES)[];

/** All recipients as CSV, page by page. */
export async function exportCampaign(runner: QueryRunner, campaign: Campaign): Promise<void> {
  const rows = everyRow(runner, api.recipients.list, { campaignId: campaign.id });
  await saveAs(fileName(campaign.name), csvFile(HEADER, mapRows(rows, cellsOf)));
}

export const HEADER = [
  ...messages.EXPORT_COLUMNS,
  ...Object.values(messages.EXPORT_TIMES),
  messages.EXPORT_VARIABLES,
];

export function cellsOf(row: RecipientRow): CsvCell[] {
  const times = TIMES.map((field) => asDate(row[field]));
  const fields = Object.entries(row.fields).map(([key, value]) => `${key}=${value}`);
  return [row.email, row.name, statusOf(row), row.error, ...times, fields.join("; ")];
}

function statusOf({ acceptedAt, unsubscribedAt, status }: RecipientRow): string {
  if (acceptedAt !== undefined) return messages.ACCEPTED.toLowerCase();
  return (
    unsubscribedAt === undefined ? messages.RECIPIENT_STATUSES[status] : messages.UNSUBSCRIBED
  ).toLowerCase();
}

const asDate = (at: number | undefined) => (at === undefined ? null : new Date(at));

/** A name that is valid in every file system. */
function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${plain.slice(0, 60) || messages.EXPORT_NAME}.csv`;
}
