/** The texts of the mails about an account, and the URLs of their buttons. */
import { deviceName } from "../lib/device";
import * as messages from "../lib/messages/account-emails";
import { type CampaignNoticeKind, noticeText } from "../lib/messages/campaign-notices";
import { oneLine } from "../lib/one-line";
import { dateLabel, timeLabel } from "../lib/messages/dates";
import { addressLabel } from "./addresses";

/** A device that signed in, or that began a recovery; `at` in ms. */
interface Seen {
  userAgent: string | null;
  ipAddress: string | null;
  at: number;
  url: string;
}

export type AboutAccount =
  | { kind: "confirmAddress" | "undoAddress"; from: string; to: string; url: string }
  | { kind: "deletion"; at: number; url: string }
  | { kind: "campaign"; event: CampaignNoticeKind; campaign: string; why: string; url: string }
  | (Seen & { kind: "newDevice" | "recovery" });

export type AccountLetter = messages.AccountText & { url: string };

/** The text of an account email, with the URL of its button. */
export const letterOf = (about: AboutAccount, appName: string): AccountLetter => ({
  ...textOf(about, appName),
  url: about.url,
});

function textOf(about: AboutAccount, appName: string): messages.AccountText {
  switch (about.kind) {
    case "confirmAddress":
      return messages.confirmAddress(appName, addressLabel(about.from), addressLabel(about.to));
    case "undoAddress":
      return messages.undoAddress(appName, addressLabel(about.to));
    case "deletion":
      return messages.deletion(appName, dateLabel(about.at));
    case "campaign":
      return noticeText(about.event, appName, oneLine(about.campaign), about.why);
    case "newDevice":
      return messages.newDevice(appName, seenLabel(about));
    case "recovery":
      return messages.recovery(appName, seenLabel(about));
  }
}

function seenLabel({ userAgent, ipAddress, at }: Seen): string {
  const device = userAgent && deviceName(userAgent);
  return messages.seen(device, ipAddress, dateLabel(at), timeLabel(at));
}
