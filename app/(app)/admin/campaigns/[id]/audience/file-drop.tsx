"use client";

import { Button, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import "@mantine/dropzone/styles.layer.css";
import { useRef } from "react";
import styles from "./audience.module.css";

export type FileDropProps = { isReading: boolean; onFile: (file: Blob) => void };

/** The button is what opens the picker, for the keyboard too; around it is room to drop on. Any file: it is read to see. */
export function FileDrop({ isReading, onFile }: FileDropProps) {
  const open = useRef<() => void>(null);
  return (
    <Dropzone
      className={styles.drop}
      openRef={open}
      multiple={false}
      activateOnClick={false}
      activateOnKeyboard={false}
      enablePointerEvents
      loading={isReading}
      inputProps={{ "aria-label": "CSV file" }}
      onDrop={([file]) => file && onFile(file)}
    >
      <Button onClick={() => open.current?.()}>Choose a CSV file</Button>
      <Text size="sm" c="dimmed" mt="xs">
        or drop it here. Commas, semicolons or tabs, any encoding, 100,000 rows and more.
      </Text>
    </Dropzone>
  );
}
