import { Alert } from "@mantine/core";
import type { Campaign } from "../../types";
import { InboxRows } from "./inbox-rows";
import { MailFrame } from "./mail-frame";
import styles from "./preview.module.css";
import type { ShownRecipient } from "./recipient-select";
import type { Rendered, RenderedState } from "./use-rendered";

export const VIEWS = [
  { value: "desktop", label: "Desktop" },
  { value: "phone", label: "Phone" },
  { value: "text", label: "Plain text" },
] as const;
export type View = (typeof VIEWS)[number]["value"];

export type MailProps = {
  campaign: Campaign;
  rendered: RenderedState;
  recipient: ShownRecipient;
  view: View;
  isDark: boolean;
};

/** The mail as it arrives: its line in the inbox, then the mail itself. */
export function Mail({ campaign, rendered: { mail, revision }, recipient, view, isDark }: MailProps) {
  if (!mail) return null;
  const source = sourceOf(campaign, recipient, isDark);
  return (
    <>
      <Missing mail={mail} />
      <Head campaign={campaign} mail={mail} />
      {view === "text" ? (
        <pre className={styles.text} dir="auto" tabIndex={0} aria-label="The mail as plain text">
          {mail.text}
        </pre>
      ) : (
        <MailFrame source={source} revision={revision} view={view} isDark={isDark} />
      )}
    </>
  );
}

function Head({ campaign, mail }: { campaign: Campaign; mail: Rendered }) {
  return (
    <>
      <InboxRows from={campaign.from} subject={mail.subject} line={mail.inboxLine} />
      <dl className={styles.head}>
        <dt>From</dt>
        <dd>{campaign.from}</dd>
        <dt>To</dt>
        <dd>{mail.isExample ? `${mail.shownAs} (an example)` : mail.shownAs}</dd>
        {campaign.replyTo ? (
          <>
            <dt>Reply to</dt>
            <dd>{campaign.replyTo}</dd>
          </>
        ) : null}
        <dt>Subject</dt>
        <dd dir="auto">{mail.subject || "No subject yet"}</dd>
        <dt>Preheader</dt>
        <dd dir="auto">
          {mail.inboxLine || "No message yet"}
          {campaign.preheader.trim() === "" && mail.inboxLine !== "" ? (
            <span className={styles.aside}> (none is written: the email’s first words)</span>
          ) : null}
        </dd>
      </dl>
    </>
  );
}

/** See ../mail/route.ts. */
function sourceOf({ id }: Campaign, recipient: ShownRecipient, isDark: boolean): string {
  const asked = new URLSearchParams({
    ...(recipient ? { recipient: recipient.id } : {}),
    ...(isDark ? { dark: "" } : {}),
  });
  return `/admin/campaigns/${id}/mail?${asked}`;
}

function Missing({ mail: { missing, shownAs } }: { mail: Rendered }) {
  if (missing.length === 0) return null;
  return (
    <Alert color="brass" mb="md" title="Missing values for this recipient" role="status">
      {shownAs} has no {missing.join(", ")}, and no fallback is written.
    </Alert>
  );
}
