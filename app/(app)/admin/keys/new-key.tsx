"use client";

import { Button, Stack } from "@mantine/core";
import styles from "../_shared/admin.module.css";
import { Copyable } from "../_shared/copyable";
import { curlLines } from "./curl-lines";

export type NewKeyProps = { apiKey: string; siteUrl: string; onDone: () => void };

export function NewKey({ apiKey, siteUrl, onDone }: NewKeyProps) {
  return (
    <Stack gap="md">
      <div className={styles.warning}>
        <strong>Whoever has this key can sign in as anybody.</strong> Keep it with your other secrets. It is
        not shown again.
      </div>
      <Copyable label="Key" action="Copy the key" value={apiKey} isFirst />
      {curlLines(siteUrl, apiKey).map((command) => (
        <Copyable key={command.label} {...command} />
      ))}
      <Button variant="default" onClick={onDone} w="fit-content">
        Done
      </Button>
    </Stack>
  );
}
