"use client";

import { Button, Textarea, VisuallyHidden } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import styles from "./admin.module.css";

/** A text to take away, all of it to be seen. Where the browser does not let us copy, it is selected when focused. */
export function Copyable({ label, value, isFirst = false }: CopyableProps) {
  const { copy, copied, error } = useClipboard({ timeout: 3_000 });
  return (
    <div className={styles.copyable}>
      <Textarea
        label={label}
        value={value}
        readOnly
        autosize
        w="100%"
        spellCheck={false}
        styles={{ input: { fontFamily: "var(--font-mono)", fontSize: 14 } }}
        error={error ? "This browser does not let us copy: select the text and copy it yourself." : undefined}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <Button
        variant={isFirst ? "filled" : "default"}
        size="sm"
        aria-label={`Copy ${label}`}
        data-autofocus={isFirst || undefined}
        onClick={() => copy(value)}
      >
        {copied ? "Copied" : "Copy"}
      </Button>
      <VisuallyHidden role="status">{copied ? "Copied" : ""}</VisuallyHidden>
    </div>
  );
}

export type CopyableProps = {
  label: string;
  value: string;
  /** The one that the dialog is about: its button has the focus when the dialog opens. */
  isFirst?: boolean;
};
