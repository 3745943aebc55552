"use client";

import { Alert, LoadingOverlay, SegmentedControl, Switch } from "@mantine/core";
import { useState } from "react";
import page from "../../../../page.module.css";
import type { Campaign, RecipientId } from "../../types";
import type { DraftHandle } from "../use-draft";
import { Mail, type View, VIEWS } from "./mail";
import styles from "./preview.module.css";
import { ReaderSelect } from "./reader-select";
import { useRendered } from "./use-rendered";

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
  const rendered = useRendered(campaign, draft, readerId);
  return (
    <section className={page.card} aria-label="Preview">
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
      {rendered.problem === null ? null : (
        <Alert color="red" title="The preview could not be made" mb="md" role="alert">
          {rendered.problem}
        </Alert>
      )}
      <div className={styles.stage} aria-busy={rendered.isRendering}>
        <LoadingOverlay visible={rendered.isRendering} zIndex={1} overlayProps={{ radius: "md" }} />
        <Mail campaign={campaign} rendered={rendered} readerId={readerId} view={view} isDark={isDark} />
      </div>
    </section>
  );
}
