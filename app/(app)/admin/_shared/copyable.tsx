"use client";

import { Button, Textarea, VisuallyHidden } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import * as messages from "@/lib/messages/admin";
import styles from "./admin.module.css";

export type CopyableProps = {
  label: string;
  value: string;
  /** The button's accessible name, which includes what is copied: "Copy the link". */
  action: string;
  /** This is the main text of the dialog, so its button gets the focus when the dialog opens. */
  isFirst?: boolean;
};

/**
 * A text to copy, fully visible. Focusing the text selects it, so that the user can copy it if the browser does not
 * allow the button to copy.
 */
export function Copyable({ label, value, action, isFirst = false }: CopyableProps) {
  const { copy, copied, error } = useClipboard({ timeout: 3_000 });
  return (
    <div className={styles.copyable}>
      <Textarea
        label={label}
        value={value}
        readOnly
        autosize
        spellCheck={false}
        classNames={{ root: styles.copyableText, input: styles.copyableInput }}
        error={error ? messages.CANNOT_COPY : undefined}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button
        variant={isFirst ? "filled" : "default"}
        size="sm"
        aria-label={action}
        autoFocus={isFirst}
        onClick={() => copy(value)}
      >
        {copied ? messages.COPIED : messages.COPY}
      </Button>
      <VisuallyHidden role="status">{copied ? messages.COPIED : ""}</VisuallyHidden>
    </div>
  );
}
