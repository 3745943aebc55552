import { NativeSelect } from "@mantine/core";
import { type Encoding, isEncoding } from "@/lib/audience/encodings";
import type { TableSummary } from "@/lib/audience/protocol";
import * as messages from "@/lib/messages/campaign-audience";
import { ENCODINGS } from "@/lib/messages/list-import";

export type EncodingChoiceProps = { table: TableSummary; onChoose: (encoding: Encoding) => void };

const SHOWN = 4;
const CHOICES = Object.entries(ENCODINGS).map(([value, label]) => ({ value, label }));

/**
 * Lets the user choose the encoding of a file whose bytes do not determine it. Text from the file is shown, because
 * only a person can see which encoding is right.
 */
export function EncodingChoice({ table: { encoding, sample }, onChoose }: EncodingChoiceProps) {
  if (!encoding?.isGuess) return null;
  const samples = sample
    .flatMap(({ cells }) => cells)
    .filter((cell) => /[^\u0000-\u007f]/.test(cell))
    .slice(0, SHOWN);
  return (
    <NativeSelect
      label={messages.ENCODING}
      description={samples.length === 0 ? messages.ENCODING_HINT : messages.checkLetters(samples)}
      data={CHOICES}
      value={encoding.used}
      onChange={({ currentTarget: { value } }) => (isEncoding(value) ? onChoose(value) : undefined)}
    />
  );
}
