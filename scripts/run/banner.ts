/**
 * The box at the end of a start.
 * @param rows label and value of each line; a row without label is a sentence
 */
export function renderBox(title: string, rows: readonly (readonly [label: string, value: string])[]): string {
  const labelWidth = Math.max(...rows.map(([label]) => label.length));
  const lines = [
    "",
    ...rows.map(([label, value]) => (label ? `${label.padEnd(labelWidth)}  ${value}` : value)),
    "",
  ];
  const width = Math.max(title.length + 4, ...lines.map((line) => line.length));
  const top = `╭─ ${title} ${"─".repeat(width - title.length)}╮`;
  const body = lines.map((line) => `│  ${line.padEnd(width)} │`);
  return [top, ...body, `╰${"─".repeat(width + 3)}╯`].join("\n");
}
