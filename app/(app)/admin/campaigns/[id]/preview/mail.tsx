import { Alert } from "@mantine/core";
import * as messages from "@/lib/messages/campaign-preview";
import type { Campaign } from "../../types";
import { shownFrom } from "../shown-from";
import { InboxRows } from "./inbox-rows";
import { MailFrame } from "./mail-frame";
import styles from "./preview.module.css";
import type { ShownRecipient } from "./recipient-select";
import type { Rendered, RenderedState } from "./use-rendered";

export const VIEWS = [
  { value: "desktop", label: messages.VIEWS.desktop },
  { value: "phone", label: messages.VIEWS.phone },
  { value: "text", label: messages.VIEWS.text },
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
        <pre className={styles.text} dir="auto" tabIndex={0} aria-label={messages.THE_EMAIL_AS_TEXT}>
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
      <InboxRows from={shownFrom(campaign)} subject={mail.subject} line={mail.inboxLine} />
      <dl className={styles.head}>
        <dt>{messages.FROM}</dt>
        <dd>{shownFrom(campaign)}</dd>
        <dt>{messages.TO}</dt>
        <dd>{mail.isExample ? messages.example(mail.shownAs) : mail.shownAs}</dd>
        {campaign.replyTo ? (
          <>
            <dt>{messages.REPLY_TO}</dt>
            <dd>{campaign.replyTo}</dd>
          </>
        ) : null}
        <dt>{messages.SUBJECT}</dt>
        <dd dir="auto">{mail.subject || messages.NO_SUBJECT}</dd>
        <dt>{messages.PREHEADER}</dt>
        <dd dir="auto">
          {mail.inboxLine || messages.NO_MESSAGE}
          {campaign.preheader.trim() === "" && mail.inboxLine !== "" ? (
            <span className={styles.aside}> {messages.FROM_MESSAGE}</span>
          ) : null}
        </dd>
      </dl>
    </>
  );
}

/** The URL of the rendered mail: see ../mail/route.ts. */
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
    <Alert color="brass" mb="md" title={messages.MISSING} role="status">
      {messages.missing(shownAs, missing)}
    </Alert>
  );
}
