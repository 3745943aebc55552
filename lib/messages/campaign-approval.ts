/** Approval of a campaign: a writer asks for it, and a marketer or an admin launches. */
import { parts } from "./parts";

export const ASK = "Ask for approval";
export const ASKED = "Marketers and admins can see that you asked.";
export const NOT_ASKED = "Approval was not asked for";

export const WAITS = "This campaign waits for approval";
export const askedBy = <Value>(who: string, time: Value) => parts`${who} asked for it ${time}.`;
export const HOW_TO = "Check it, and launch it if it may go out. The audit log says that you launched it.";
export const WHO_MAY = "A marketer or an admin can launch it now.";
export const CHANGED_SINCE = "The text or the audience has changed since then.";
export const ASKED_TOO_OFTEN =
  "You have asked for approval too often. Wait an hour, then ask again. Marketers and admins have your earlier requests.";
export const END_REQUEST = "End the request";
export const NOT_ENDED = "The request was not ended";
