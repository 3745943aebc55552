import { api } from "@/convex/_generated/api";
import { type CsvCell, csvFile } from "@/lib/csv-export";
import type { Reader } from "../../../../use-call";
import { everyRow, mapRows } from "../../../_shared/every-row";
import { saveAs } from "../../../_shared/save-as";
import type { Campaign, RecipientRow } from "../../types";

const TIMES = {
  Sent: "sentAt",
  Delivered: "deliveredAt",
  Opened: "openedAt",
  Clicked: "clickedAt",
  Accepted: "acceptedAt",
  Bounced: "bouncedAt",
  Complained: "complainedAt",
  Failed: "failedAt",
  "Already a member": "memberAt",
  Unsubscribed: "unsubscribedAt",
  "Invite revoked": "revokedAt",
} as const satisfies Record<string, keyof RecipientRow>;

/** All recipients as CSV, page by page. */
export async function exportCampaign(reader: Reader, campaign: Campaign): Promise<void> {
  const rows = everyRow(reader, api.recipients.list, { campaignId: campaign.id });
  await saveAs(fileName(campaign.name), csvFile(HEADER, mapRows(rows, cellsOf)));
}

export const HEADER = ["Email", "Name", "Status", "Error", ...Object.keys(TIMES), "Variables"];

export function cellsOf(row: RecipientRow): CsvCell[] {
  const times = Object.values(TIMES).map((field) => asDate(row[field]));
  const fields = Object.entries(row.fields).map(([key, value]) => `${key}=${value}`);
  return [row.email, row.name, statusOf(row), row.error, ...times, fields.join("; ")];
}

function statusOf({ acceptedAt, unsubscribedAt, status }: RecipientRow): string {
  if (acceptedAt !== undefined) return "accepted";
  if (unsubscribedAt !== undefined) return "unsubscribed";
  return status === "member" ? "already a member" : status;
}

const asDate = (at: number | undefined) => (at === undefined ? null : new Date(at));

/** A name that is valid in every file system. */
function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  return `${plain.slice(0, 60) || "campaign"}.csv`;
}
