import { Text } from "@mantine/core";
import { fillMergeFields } from "@/lib/merge-fields";
import type { MessageTexts } from "@/lib/message/columns";
import { InboxRows } from "../preview/inbox-rows";
import { useDraftChecks } from "./use-draft-checks";
import styles from "./write.module.css";

/** In characters: what most inboxes show of a subject on a screen, and on a phone. */
const SCREEN = 60;
const PHONE = 40;
/** Who has no values: the fallbacks are what they read. */
const NOBODY = { email: "", fields: {} };

/** The row of the inbox as it is being written, and what of it will not be seen. */
export function InboxPreview({ texts, from }: { texts: MessageTexts; from: string }) {
  const { firstWords } = useDraftChecks(texts);
  const subject = fillMergeFields(texts.subject, NOBODY, "header");
  const line = fillMergeFields(texts.preheader.trim() || firstWords, NOBODY, "header");
  const length = [...subject].length;
  return (
    <div className={styles.inbox}>
      <InboxRows from={from} subject={subject} line={line} />
      <Text size="sm" c="dimmed">
        {texts.preheader.trim() === "" && firstWords !== ""
          ? "Without a preheader, an inbox shows how the email begins. "
          : ""}
        {length > SCREEN
          ? `The subject has ${length} characters. Most inboxes show about ${SCREEN}, phones about ${PHONE}.`
          : ""}
      </Text>
    </div>
  );
}
