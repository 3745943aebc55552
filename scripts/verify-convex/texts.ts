/** Each text once, with how often it occurred; the most frequent first. */
export function counted(texts: readonly string[]): [text: string, times: number][] {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].sort(([, a], [, b]) => b - a);
}

const LONGEST = 300;

/** The text as a cell of a Markdown table: on one line, with escaped bars, and shortened. */
export const oneLine = (text: string): string =>
  text.replace(/\s+/g, " ").replaceAll("|", "\\|").slice(0, LONGEST);
