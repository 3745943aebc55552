"use client";

import { Button, Tabs } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useRef, useState } from "react";
import * as messages from "@/lib/messages/campaign-draft";
import { UNTITLED } from "@/lib/messages/campaigns";
import { PageHeader } from "../../../page-header";
import { funnelOf } from "../funnel";
import { grouped } from "@/lib/numbers";
import { LiveStatus } from "../status-badge";
import type { Campaign } from "../types";
import { AudiencePanel } from "./audience/audience-panel";
import { useAudienceImport } from "./audience/use-audience-import";
import styles from "./campaign.module.css";
import { ConflictList } from "./conflict-list";
import { ApprovalNotice, AskForApproval } from "./launch/approval";
import { LaunchDialog } from "./launch/launch-dialog";
import { LaunchPanel } from "./launch/launch-panel";
import { OpenInvitesNotice } from "./launch/open-invites-notice";
import { useOpenInvites } from "./launch/use-open-invites";
import { isUploading, Uploads } from "./launch/uploads";
import { NextStep } from "./next-step";
import { PreviewPanel } from "./preview/preview-panel";
import type { ShownRecipient } from "./preview/recipient-select";
import { TestDialog } from "./preview/test-dialog";
import { ReminderNotice } from "./reminder-notice";
import { RemindersPanel } from "./reminders/reminders-panel";
import { SaveStatus } from "./save-status";
import { UnscheduledNotice } from "./unscheduled-notice";
import { asStep, type Step, STEPS } from "./steps";
import type { DraftHandle } from "./use-draft";
import { SenderFields } from "./write/sender-fields";
import { WritePanel } from "./write/write-panel";

export type DraftViewProps = { campaign: Campaign; draft: DraftHandle; initialStep: Step; myEmail: string };

/**
 * The editor of a draft, in steps. The state of the import is kept here, above the steps, so that changing steps does
 * not lose it.
 */
export function DraftView({ campaign, draft, initialStep, myEmail }: DraftViewProps) {
  const [step, setStep] = useState(initialStep);
  const { audience: size } = funnelOf(campaign.counts);
  const audience = useAudienceImport(campaign.id);
  const [recipient, setRecipient] = useState<ShownRecipient>(null);
  const [isTesting, testing] = useDisclosure();
  const [isLaunching, launching] = useDisclosure();
  const tabs = useRef<HTMLDivElement>(null);

  const openInvites = useOpenInvites(campaign, step === "launch" || isLaunching);
  const notices = (
    <>
      <Uploads campaign={campaign} mine={audience.state} />
      <OpenInvitesNotice found={openInvites} recipients={size} />
    </>
  );

  function go(to: Step) {
    void draft.flush();
    setStep(to);
    window.history.replaceState(null, "", `?step=${to}`);
  }

  /** Shows another step, and moves the focus to its tab. */
  function goOn(to: Step) {
    go(to);
    tabs.current?.querySelector<HTMLElement>(`[data-step="${to}"]`)?.focus();
  }

  /** Saves all unsaved text, and then opens the launch dialog. */
  async function launch() {
    await draft.flush();
    launching.open();
  }

  const start = campaign.mayLaunch ? (
    <Button onClick={() => void launch()}>{messages.LAUNCH}</Button>
  ) : (
    <AskForApproval campaign={campaign} flush={draft.flush} />
  );

  return (
    <>
      <PageHeader
        title={draft.values.name.trim() || UNTITLED}
        description={
          <span className={styles.under}>
            <LiveStatus status={campaign.status} />
            <SaveStatus state={draft.saveState} />
          </span>
        }
        actions={
          <>
            <Button variant="default" onClick={testing.open}>
              {messages.SEND_TEST}
            </Button>
            {step === "launch" ? null : start}
          </>
        }
      />
      <ConflictList draft={draft} />
      <UnscheduledNotice campaign={campaign} />
      <ReminderNotice campaign={campaign} />
      <ApprovalNotice campaign={campaign} />
      <Tabs value={step} onChange={(value) => go(asStep(value))} keepMounted={false}>
        <Tabs.List ref={tabs} mb="lg" className={styles.steps} aria-label={messages.STEPS_LABEL}>
          {STEPS.map(({ value, label }) => (
            <Tabs.Tab key={value} value={value} data-step={value}>
              {label}
              {value === "audience" && size > 0 ? <span className={styles.size}>{grouped(size)}</span> : null}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="write">
          <WritePanel
            campaign={campaign}
            draft={draft}
            sender={<SenderFields campaign={campaign} draft={draft} />}
          />
        </Tabs.Panel>
        <Tabs.Panel value="audience">
          <AudiencePanel campaign={campaign} audience={audience} />
        </Tabs.Panel>
        <Tabs.Panel value="preview">
          <PreviewPanel campaign={campaign} draft={draft} recipient={recipient} onRecipient={setRecipient} />
        </Tabs.Panel>
        <Tabs.Panel value="reminders">
          <RemindersPanel campaign={campaign} />
        </Tabs.Panel>
        <Tabs.Panel value="launch">
          <LaunchPanel campaign={campaign} notices={notices} onGo={go} start={start} />
        </Tabs.Panel>
        <NextStep step={step} onGo={goOn} />
      </Tabs>
      <TestDialog
        opened={isTesting}
        onClose={testing.close}
        campaign={campaign}
        recipientId={recipient?.id ?? null}
        myEmail={myEmail}
        flush={draft.flush}
      />
      <LaunchDialog
        opened={isLaunching}
        onClose={launching.close}
        campaign={campaign}
        notices={
          <>
            <ConflictList draft={draft} />
            {notices}
          </>
        }
        isBlocked={isUploading(campaign, audience.state) || draft.conflicts.length > 0}
        onGo={(to) => {
          launching.close();
          go(to);
        }}
      />
    </>
  );
}
