"use client";

import { Alert, LoadingOverlay, SegmentedControl, Switch } from "@mantine/core";
import { useState } from "react";
import page from "../../../../page.module.css";
import type { Campaign, RecipientId } from "../../types";
import type { DraftHandle } from "../use-draft";
import { asSeen } from "./as-seen";
import styles from "./preview.module.css";
import { ReaderSelect } from "./reader-select";
import { type Rendered, useRendered } from "./use-rendered";

const VIEWS = [
  { value: "desktop", label: "Desktop" },
  { value: "phone", label: "Phone" },
  { value: "text", label: "Plain text" },
] as const;
type View = (typeof VIEWS)[number]["value"];

export type PreviewPanelProps = {
  campaign: Campaign;
  draft: DraftHandle;
  /** The recipient whose mail is shown; null for the first. */
  readerId: RecipientId | null;
  onReader: (recipientId: RecipientId | null) => void;
};

export function PreviewPanel({ campaign, draft, readerId, onReader }: PreviewPanelProps) {
  const [view, setView] = useState<View>("desktop");
  const [isDark, setIsDark] = useState(false);
  const { mail, problem, isRendering } = useRendered(campaign, draft, readerId);
  return (
    <div className={page.card}>
      <div className={styles.controls}>
        <ReaderSelect campaignId={campaign.id} value={readerId} onChange={onReader} />
        <SegmentedControl
          className={styles.views}
          aria-label="Shown as"
          data={[...VIEWS]}
          value={view}
          onChange={(value) => setView(value as View)}
        />
        <Switch
          label="Dark"
          disabled={view === "text"}
          checked={isDark}
          onChange={({ currentTarget }) => setIsDark(currentTarget.checked)}
        />
      </div>
      {problem === null ? null : (
        <Alert color="red" title="The preview could not be made" mb="md" role="alert">
          {problem}
        </Alert>
      )}
      <div className={styles.stage} data-view={view} aria-busy={isRendering}>
        <LoadingOverlay visible={isRendering} zIndex={1} overlayProps={{ radius: "md" }} />
        {mail ? <Mail mail={mail} view={view} isDark={isDark} /> : null}
      </div>
    </div>
  );
}

type MailProps = { mail: Rendered; view: View; isDark: boolean };

function Mail({ mail, view, isDark }: MailProps) {
  return (
    <>
      <Missing mail={mail} />
      <dl className={styles.head}>
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
        // The sandbox is empty on purpose: no scripts, no forms, no windows, no origin.
        <iframe
          className={styles.frame}
          data-view={view}
          title="The mail"
          sandbox=""
          srcDoc={asSeen(mail.html, isDark)}
        />
      )}
    </>
  );
}

function Missing({ mail: { missing, shownAs } }: { mail: Rendered }) {
  if (missing.length === 0) return null;
  return (
    <Alert color="brass" mb="md" title="Blank for this reader" role="status">
      {shownAs} has no {missing.join(", ")}, and no fallback is written.
    </Alert>
  );
}
