"use client";

import { Alert, Skeleton, Stack, Text, Title } from "@mantine/core";
import dynamic from "next/dynamic";
import styles from "./audience.module.css";
import { PasteField } from "../../../_shared/import/paste-field";

const FileDrop = dynamic(() => import("../../../_shared/import/file-drop").then((file) => file.FileDrop), {
  ssr: false,
  loading: () => <Skeleton height={114} radius={10} />,
});

export type ListSourceProps = {
  isReading: boolean;
  problem: string | null;
  onSource: (source: Blob | string) => void;
};

export function ListSource({ isReading, problem, onSource }: ListSourceProps) {
  return (
    <Stack gap="md">
      <div>
        <Title order={2} size={20}>
          Add people
        </Title>
        <Text c="dimmed">
          From a CSV file, or pasted. Each row is checked before anything is added, and you are told of each
          one that stays out.
        </Text>
      </div>
      {problem === null ? null : (
        <Alert color="red" title="That could not be read" role="alert">
          {problem}
        </Alert>
      )}
      <FileDrop isReading={isReading} onFile={onSource} />
      <div className={styles.or}>or</div>
      <PasteField
        label="Paste addresses"
        description="One a line, separated by commas, or straight from a spreadsheet."
        placeholder={"Ada Lovelace <ada@example.com>\ngrace@example.com"}
        isReading={isReading}
        onSource={onSource}
      />
    </Stack>
  );
}
