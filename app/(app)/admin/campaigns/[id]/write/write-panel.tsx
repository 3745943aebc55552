"use client";

import { NumberInput, SegmentedControl, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { safeRedirect } from "@latchkey/login-links/http";
import { type ReactNode, useState } from "react";
import { parseReplyTo } from "@/lib/reply-to";
import * as messages from "@/lib/messages/campaign-write";
import page from "../../../../page.module.css";
import type { Campaign } from "../../types";
import type { DraftHandle } from "../use-draft";
import { shownFrom } from "../shown-from";
import { fieldChoices } from "./insert-field";
import { InboxPreview } from "./inbox-preview";
import { LiveMail } from "./live-mail";
import { MessageField } from "./message-field";
import { CheckedNotices } from "./message-notices";
import { useDraftChecks } from "./use-draft-checks";
import { TemplateButtons } from "./templates/template-buttons";
import { type TextFieldProps, useInsertion } from "./use-insertion";
import { useLiveMail } from "./use-live-mail";
import styles from "./write.module.css";

/**
 * Must equal MAX_LIFETIME_DAYS in convex/model/campaigns/drafts.ts. It is repeated, so that the browser does not load
 * that file.
 */
const MAX_LIFETIME_DAYS = 60;

/** Must equal the width in write.module.css. On narrower screens, only the text or the mail is shown. */
const WIDE = "(min-width: 1100px)";
const SIDES = [
  { value: "text", label: messages.TEXT_SIDE },
  { value: "mail", label: messages.MAIL_SIDE },
] as const;

export type WritePanelProps = {
  campaign: Campaign;
  draft: DraftHandle;
  /** The fields for the sender: see SenderFields. */
  sender?: ReactNode;
};

/**
 * The form for the message, with the mail next to it. Its limits must match those in convex/model/campaigns/drafts.ts.
 */
export function WritePanel({ campaign, draft, sender }: WritePanelProps) {
  const isWide = useMediaQuery(WIDE);
  const [shown, setShown] = useState<"text" | "mail">("text");
  const live = useLiveMail(campaign.id, draft.values, isWide === true || shown === "mail");
  return (
    <div className={`${page.card} ${styles.write}`} data-shown={shown}>
      <SegmentedControl
        className={styles.sides}
        aria-label={messages.SIDES}
        data={[...SIDES]}
        value={shown}
        onChange={(value) => setShown(value as "text" | "mail")}
      />
      <WriteForm campaign={campaign} draft={draft} sender={sender} />
      <section className={styles.mail} aria-label={messages.LIVE_MAIL_BESIDE}>
        <LiveMail {...live} />
      </section>
    </div>
  );
}

function WriteForm({ campaign, draft, sender }: WritePanelProps) {
  const { edit, insert, insertInBody, inputProps } = useInsertion(draft);
  const checks = useDraftChecks(draft.values);
  return (
    <div className={styles.form}>
      <TemplateButtons campaign={campaign} draft={draft} />
      <TextInput
        label={messages.NAME}
        description={messages.NAME_HINT}
        maxLength={200}
        value={draft.values.name}
        onChange={({ currentTarget }) => draft.change({ name: currentTarget.value })}
        onBlur={() => void draft.flush()}
      />
      <TextInput label={messages.SUBJECT} dir="auto" maxLength={200} {...inputProps("subject")} />
      <TextInput
        label={messages.PREHEADER}
        description={messages.PREHEADER_HINT}
        dir="auto"
        maxLength={200}
        {...inputProps("preheader")}
      />
      <InboxPreview
        texts={draft.values}
        from={shownFrom(campaign, draft.values)}
        firstWords={checks.firstWords}
      />
      <MessageField
        choices={fieldChoices(campaign.counts)}
        edit={edit}
        insert={insert}
        insertInBody={insertInBody}
        inputProps={inputProps("body")}
      />
      <CheckedNotices texts={draft.values} counts={campaign.counts} checks={checks} onChange={draft.change} />
      {sender}
      <Settings draft={draft} buttonProps={inputProps("buttonLabel")} />
    </div>
  );
}

const isPath = (path: string) => path.trim() === "" || safeRedirect(path.trim(), "") !== "";

type SettingsProps = {
  draft: DraftHandle;
  buttonProps: TextFieldProps;
};

function Settings({ draft: { values, change, flush }, buttonProps }: SettingsProps) {
  const onBlur = () => void flush();
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          label={messages.BUTTON}
          description={messages.BUTTON_HINT}
          dir="auto"
          maxLength={60}
          {...buttonProps}
        />
        <TextInput
          label={messages.LANDING_PAGE}
          description={messages.LANDING_PAGE_HINT}
          maxLength={2_000}
          autoComplete="off"
          value={values.next}
          error={isPath(values.next) ? null : messages.NOT_A_PAGE}
          onChange={({ currentTarget }) => change({ next: currentTarget.value })}
          onBlur={onBlur}
        />
      </div>
      <div className={styles.pair}>
        <NumberInput
          label={messages.EXPIRES_AFTER}
          min={1}
          max={MAX_LIFETIME_DAYS}
          allowDecimal={false}
          value={values.lifetimeDays || ""}
          onChange={(days) => change({ lifetimeDays: Number(days) || 0 })}
          onBlur={onBlur}
        />
        <TextInput
          label={messages.REPLY_TO}
          inputMode="email"
          placeholder={messages.REPLY_TO_HINT}
          autoComplete="off"
          value={values.replyTo}
          error={parseReplyTo(values.replyTo) === null ? messages.NOT_AN_ADDRESS : null}
          onChange={({ currentTarget }) => change({ replyTo: currentTarget.value })}
          onBlur={onBlur}
        />
      </div>
    </>
  );
}
