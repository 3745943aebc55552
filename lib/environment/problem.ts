/** One missing or wrong variable, and how to fix it. It never contains the value, which may be a secret. */
export type Problem = { name: string; what: string; fix: string };

export type Source = Readonly<Record<string, string | undefined>>;

/** All problems in one text, for a log or a terminal. */
export function inWords(side: string, problems: readonly Problem[]): string {
  const lines = problems.map(({ name, what, fix }) => `  ${name} ${what}.\n    ${fix}`);
  const count = problems.length === 1 ? "One variable" : `${problems.length} variables`;
  return `${count} of ${side} must be mended:\n${lines.join("\n")}\nEach is explained in .env.example.`;
}
