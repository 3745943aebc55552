import type { CampaignId } from "../../types";
import type { ListImport } from "../../../_shared/import/list-import";

/** The imports of this tab. One that is under way goes on while other pages are looked at, and is there on coming back. */
const imports = new Map<CampaignId, ListImport>();

export const findImport = (campaignId: CampaignId): ListImport | undefined => imports.get(campaignId);

export function keepImport(campaignId: CampaignId, list: ListImport): void {
  imports.set(campaignId, list);
  list.subscribe(holdTab);
}

/** Its page is left: a list of which nothing is on its way is forgotten. */
export function leaveImport(campaignId: CampaignId, list: ListImport): void {
  if (list.state.kind === "uploading" || list.state.kind === "stopped") return;
  list.reset();
  imports.delete(campaignId);
}

/** The browser asks before it closes the tab while anything is uploaded. */
function holdTab(): void {
  const isHeld = [...imports.values()].some(({ state }) => state.kind === "uploading");
  if (isHeld) window.addEventListener("beforeunload", hold);
  else window.removeEventListener("beforeunload", hold);
}

const hold = (event: BeforeUnloadEvent) => event.preventDefault();
