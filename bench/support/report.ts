export type Cell = string | number;

/** A part of a report, in Markdown. */
export type Report = string[];

export function table(title: string, head: string[], rows: Cell[][]): string {
  const line = (cells: Cell[]) => `| ${cells.join(" | ")} |`;
  return [`### ${title}`, "", line(head), line(head.map(() => "---")), ...rows.map(line), ""].join("\n");
}

export const ms = (value: number): string => value.toFixed(1);
export const ratio = (a: number, b: number): string => (a / b).toFixed(2);
