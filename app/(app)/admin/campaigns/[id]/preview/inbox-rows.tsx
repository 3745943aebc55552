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
 * The mail in an inbox before it is opened: one line on a desktop, three lines on a phone. Text that does not fit is
 * cut off, as in a real inbox. The texts come from the style sheet and are hidden from screen readers, because
 * otherwise screen readers and page searches would find the same text three times.
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
