import { WITHOUT_SUBJECT } from "@/lib/messages/campaign-preview";
import styles from "./inbox-rows.module.css";

export type InboxRowsProps = {
  /** Name and address, as in the mail. */
  from: string;
  subject: string;
  /** The text beside the subject. */
  line: string;
};

/**
 * The mail in an inbox before it is opened: in one line on a screen, in three on a phone. Text without space is cut
 * there too. It is a picture whose text comes from the style sheet, so that screen readers
 * and searches find the text beside it once and not three times.
 */
export function InboxRows({ from, subject, line }: InboxRowsProps) {
  const sender = senderOf(from);
  const shown = subject.trim() || WITHOUT_SUBJECT;
  return (
    <div className={styles.rows} aria-hidden="true" data-testid="inbox">
      <div className={styles.desktop}>
        <b data-text={sender} />
        <span>
          <b data-text={shown} />
          <span className={styles.line} data-text={line && ` – ${line}`} />
        </span>
      </div>
      <div className={styles.phone}>
        <b data-text={sender} />
        <span data-text={shown} />
        <span className={styles.line} data-text={line} />
      </div>
    </div>
  );
}

/** `"Ada" <ada@x.example>` becomes `Ada`; an address without a name stays as it is. */
function senderOf(from: string): string {
  const [, name = "", address = ""] = /^\s*"?([^"<]*?)"?\s*<([^>]*)>\s*$/.exec(from) ?? [];
  return name.trim() || address.trim() || from.trim();
}
