import { NativeSelect } from "@mantine/core";
import { type Encoding, ENCODINGS, isEncoding } from "@/lib/audience/encodings";
import type { TableSummary } from "@/lib/audience/protocol";

export type EncodingChoiceProps = { table: TableSummary; onChoose: (encoding: Encoding) => void };

const SHOWN = 4;
const CHOICES = Object.entries(ENCODINGS).map(([value, label]) => ({ value, label }));

/**
 * Only for a file whose bytes do not determine the encoding. It shows words from the file, because only a person can
 * see which encoding is right.
 */
export function EncodingChoice({ table: { encoding, sample }, onChoose }: EncodingChoiceProps) {
  if (!encoding?.isGuess) return null;
  const words = sample
    .flatMap(({ cells }) => cells)
    .filter((cell) => /[^\u0000-\u007f]/.test(cell))
    .slice(0, SHOWN);
  return (
    <NativeSelect
      label="Encoding of the file"
      description={
        words.length === 0
          ? "Some of its letters are not Unicode. If names look wrong, choose another encoding."
          : `If these words look wrong, choose another encoding: ${words.join(" · ")}`
      }
      data={CHOICES}
      value={encoding.used}
      onChange={({ currentTarget: { value } }) => (isEncoding(value) ? onChoose(value) : undefined)}
    />
  );
}
