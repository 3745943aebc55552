import { Alert, Stack } from "@mantine/core";
import { FileDrop } from "../_shared/import/file-drop";
import { PasteField } from "../_shared/import/paste-field";

export type ImportSourceProps = {
  isReading: boolean;
  problem: string | null;
  onSource: (source: Blob | string) => void;
};

export function ImportSource({ isReading, problem, onSource }: ImportSourceProps) {
  return (
    <Stack gap="md">
      {problem === null ? null : (
        <Alert color="red" title="That could not be read" role="alert">
          {problem}
        </Alert>
      )}
      <FileDrop isReading={isReading} onFile={onSource} />
      <PasteField
        label="Or paste it"
        description="A line each, separated by commas, or straight from a spreadsheet."
        isReading={isReading}
        onSource={onSource}
      />
    </Stack>
  );
}
