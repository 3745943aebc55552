import { Alert, Button, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { FileDrop } from "../campaigns/[id]/audience/file-drop";

export type ImportSourceProps = {
  isReading: boolean;
  problem: string | null;
  onSource: (source: Blob | string) => void;
};

export function ImportSource({ isReading, problem, onSource }: ImportSourceProps) {
  const [pasted, setPasted] = useState("");
  return (
    <Stack gap="md">
      {problem === null ? null : (
        <Alert color="red" title="That could not be read" role="alert">
          {problem}
        </Alert>
      )}
      <FileDrop isReading={isReading} onFile={onSource} />
      <Textarea
        label="Or paste it"
        description="A line each, separated by commas, or straight from a spreadsheet."
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
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
