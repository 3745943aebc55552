import type { CampaignId } from "../../types";
import type { ListImport } from "../../../_shared/import/list-import";

/**
 * The imports of this tab, by campaign. An upload continues while the user visits other pages, and the campaign's page
 * finds the import here again.
 */
const imports = new Map<CampaignId, ListImport>();

export const findImport = (campaignId: CampaignId): ListImport | undefined => imports.get(campaignId);

export function keepImport(campaignId: CampaignId, list: ListImport): void {
  imports.set(campaignId, list);
  list.subscribe(holdTab);
}

/** Called when the user leaves the page. Discards the list, unless its upload is running or can be resumed. */
export function leaveImport(campaignId: CampaignId, list: ListImport): void {
  if (list.state.kind === "uploading" || list.state.kind === "stopped") return;
  list.reset();
  imports.delete(campaignId);
}

/** During an upload, the browser asks before it closes the tab. */
function holdTab(): void {
  const isHeld = [...imports.values()].some(({ state }) => state.kind === "uploading");
  if (isHeld) window.addEventListener("beforeunload", hold);
  else window.removeEventListener("beforeunload", hold);
}

const hold = (event: BeforeUnloadEvent) => event.preventDefault();
