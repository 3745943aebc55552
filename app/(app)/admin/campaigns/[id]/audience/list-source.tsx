"use client";

import { Alert, Button, Skeleton, Stack, Text, Textarea, Title } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import styles from "./audience.module.css";

const FileDrop = dynamic(() => import("./file-drop").then((file) => file.FileDrop), {
  ssr: false,
  loading: () => <Skeleton height={142} radius={10} />,
});

export type ListSourceProps = {
  isReading: boolean;
  problem: string | null;
  onSource: (source: Blob | string) => void;
};

export function ListSource({ isReading, problem, onSource }: ListSourceProps) {
  const [pasted, setPasted] = useState("");
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
      <Textarea
        label="Paste addresses"
        description="One a line, separated by commas, or straight from a spreadsheet."
        placeholder={"Ada Lovelace <ada@example.com>\ngrace@example.com"}
        autosize
        minRows={3}
        maxRows={12}
        value={pasted}
        onChange={({ currentTarget }) => setPasted(currentTarget.value)}
      />
      <Button
        variant="default"
        w="fit-content"
        disabled={pasted.trim() === ""}
        loading={isReading}
        onClick={() => onSource(pasted)}
      >
        Check what I pasted
      </Button>
    </Stack>
  );
}
