"use client";

import { Button, Textarea, VisuallyHidden } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import styles from "./admin.module.css";

export type CopyableProps = {
  label: string;
  value: string;
  /** What the button is called by those who do not see where it stands: "Copy the link". */
  action: string;
  /** The one that the dialog is about: its button has the focus from the start. */
  isFirst?: boolean;
};

/** A text to take away, all of it to be seen. Where the browser does not let us copy, it is selected when focused. */
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
        error={error ? "This browser does not let us copy: select the text and copy it yourself." : undefined}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button
        variant={isFirst ? "filled" : "default"}
        size="sm"
        aria-label={action}
        autoFocus={isFirst}
        onClick={() => copy(value)}
      >
        {copied ? "Copied" : "Copy"}
      </Button>
      <VisuallyHidden role="status">{copied ? "Copied" : ""}</VisuallyHidden>
    </div>
  );
}
