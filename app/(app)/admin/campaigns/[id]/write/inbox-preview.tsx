import { Text } from "@mantine/core";
import { fillMergeFields } from "@/lib/merge-fields";
import type { MessageTexts } from "@/lib/campaign-message/columns";
import * as messages from "@/lib/messages/campaign-write";
import { InboxRows } from "../preview/inbox-rows";
import styles from "./write.module.css";

/** How many characters of a subject most inboxes show, on a desktop and on a phone. */
const SCREEN = 60;
const PHONE = 40;
/** A recipient without values, so that the fallbacks are shown. */
const NOBODY = { email: "", fields: {} };

export type InboxPreviewProps = {
  texts: MessageTexts;
  from: string;
  /** The beginning of the email, which an inbox shows if there is no preheader. */
  firstWords: string;
};

/** Shows the message in an inbox while it is being written, with hints on a missing preheader and on a long subject. */
export function InboxPreview({ texts, from, firstWords }: InboxPreviewProps) {
  const subject = fillMergeFields(texts.subject, NOBODY, "header");
  const line = fillMergeFields(texts.preheader.trim() || firstWords, NOBODY, "header");
  const length = [...subject].length;
  return (
    <div className={styles.inbox}>
      <InboxRows from={from} subject={subject} line={line} />
      <Text size="sm" c="dimmed">
        {texts.preheader.trim() === "" && firstWords !== "" ? messages.WITHOUT_PREHEADER : null}{" "}
        {length > SCREEN ? messages.longSubject(length, SCREEN, PHONE) : null}
      </Text>
    </div>
  );
}
