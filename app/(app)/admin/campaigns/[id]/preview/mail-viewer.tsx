"use client";

import { Alert, LoadingOverlay, SegmentedControl, Switch } from "@mantine/core";
import { useState } from "react";
import * as messages from "@/lib/messages/campaign-preview";
import page from "../../../../page.module.css";
import { funnelOf } from "../../funnel";
import type { Campaign } from "../../types";
import { Mail, type View, VIEWS } from "./mail";
import styles from "./preview.module.css";
import { RecipientSelect, type ShownRecipient } from "./recipient-select";
import type { RenderedState } from "./use-rendered";

export type MailViewerProps = {
  label: string;
  campaign: Campaign;
  rendered: RenderedState;
  recipient: ShownRecipient;
  onRecipient: (recipient: ShownRecipient) => void;
};

/** Shows the mail of any recipient: on a desktop or a phone, in light or dark mode, or as plain text. */
export function MailViewer({ label, campaign, rendered, recipient, onRecipient }: MailViewerProps) {
  const [view, setView] = useState<View>("desktop");
  const [isDark, setIsDark] = useState(false);
  return (
    <section className={page.card} aria-label={label}>
      <div className={styles.controls}>
        <RecipientSelect
          campaignId={campaign.id}
          hasRecipients={funnelOf(campaign.counts).audience > 0}
          recipient={recipient}
          onChange={onRecipient}
        />
        <SegmentedControl
          className={styles.views}
          aria-label={messages.VIEW}
          data={[...VIEWS]}
          value={view}
          onChange={(value) => setView(value as View)}
        />
        <Switch
          label={messages.DARK}
          disabled={view === "text"}
          checked={isDark}
          onChange={({ currentTarget }) => setIsDark(currentTarget.checked)}
        />
      </div>
      {rendered.problem === null ? null : (
        <Alert color="red" title={messages.NOT_MADE} mb="md" role="alert">
          {rendered.problem}
        </Alert>
      )}
      <div className={styles.stage} aria-busy={rendered.isRendering}>
        <LoadingOverlay visible={rendered.isRendering} zIndex={1} overlayProps={{ radius: "md" }} />
        <Mail campaign={campaign} rendered={rendered} recipient={recipient} view={view} isDark={isDark} />
      </div>
    </section>
  );
}
