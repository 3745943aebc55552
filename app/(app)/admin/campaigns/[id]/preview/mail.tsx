import { Alert } from "@mantine/core";
import type { Campaign, RecipientId } from "../../types";
import styles from "./preview.module.css";
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
  readerId: RecipientId | null;
  view: View;
  isDark: boolean;
};

/** The mail as it arrives: what the inbox shows of it, then the mail itself. */
export function Mail({ campaign, rendered: { mail, revision }, readerId, view, isDark }: MailProps) {
  if (!mail) return null;
  const source = sourceOf(campaign, readerId, isDark);
  return (
    <>
      <Missing mail={mail} />
      <dl className={styles.head}>
        <dt>From</dt>
        <dd>{campaign.from}</dd>
        <dt>To</dt>
        <dd>{mail.shownAs}</dd>
        <dt>Subject</dt>
        <dd>{mail.subject || "No subject yet"}</dd>
      </dl>
      {view === "text" ? (
        <pre className={styles.text} tabIndex={0} aria-label="The mail as plain text">
          {mail.text}
        </pre>
      ) : (
        // The sandbox is empty on purpose: no scripts, no forms, no windows, no origin. A new frame each time: another
        // address for the same one would be a step of the browser's history.
        <iframe
          key={`${source} ${revision}`}
          className={styles.frame}
          data-view={view}
          data-is-dark={isDark || undefined}
          title="The mail"
          sandbox=""
          src={source}
        />
      )}
    </>
  );
}

/** See ../mail/route.ts. */
function sourceOf({ id }: Campaign, readerId: RecipientId | null, isDark: boolean): string {
  const asked = new URLSearchParams({
    ...(readerId ? { reader: readerId } : {}),
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
