import styles from "./inbox-rows.module.css";

export type InboxRowsProps = {
  /** Name and address, as the mail has them. */
  from: string;
  subject: string;
  /** What is shown beside the subject. */
  line: string;
};

/**
 * The mail among others, before it is opened: on a screen in one line, on a phone in three. What has no room is cut there too. It
 * is a picture, whose words the style sheet writes: they stand on the page once, not three times.
 */
export function InboxRows({ from, subject, line }: InboxRowsProps) {
  const sender = senderOf(from);
  const shown = subject.trim() || "(no subject)";
  const said = ["In the inbox: " + sender, shown, line].filter(Boolean).join(", ");
  return (
    <div className={styles.rows} role="img" aria-label={said}>
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

/** `"Ada" <ada@x.example>` as `Ada`; an address without a name as it is. */
export function senderOf(from: string): string {
  const [, name = "", address = ""] = /^\s*"?([^"<]*?)"?\s*<([^>]*)>\s*$/.exec(from) ?? [];
  return name.trim() || address.trim() || from.trim();
}
