"use client";

import { Button, LoadingOverlay, Text } from "@mantine/core";
import { useDropzone } from "react-dropzone";
import * as texts from "@/lib/messages/list-import";
import styles from "./import.module.css";

export type FileDropProps = { isReading: boolean; onFile: (file: Blob) => void };

/**
 * A button that opens the file picker, inside an area where a file can be dropped. Any file is accepted, because its
 * format is detected from its content.
 */
export function FileDrop({ isReading, onFile }: FileDropProps) {
  const { getRootProps, getInputProps, open, isDragActive } = useDropzone({
    multiple: false,
    noClick: true,
    noKeyboard: true,
    disabled: isReading,
    onDrop: ([file]) => file && onFile(file),
  });
  return (
    <div {...getRootProps({ className: styles.drop, "data-over": isDragActive || undefined })}>
      <LoadingOverlay visible={isReading} overlayProps={{ radius: "md" }} />
      <input {...getInputProps({ "aria-label": texts.FILE })} />
      <Button onClick={open}>{texts.CHOOSE_FILE}</Button>
      <Text size="sm" c="dimmed" mt="xs">
        {texts.FILE_HINT}
      </Text>
    </div>
  );
}
