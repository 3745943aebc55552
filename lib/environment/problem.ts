/** One variable that is missing or wrong, and what to do about it. Never its value: that may be a secret. */
export type Problem = { name: string; what: string; fix: string };

export type Source = Readonly<Record<string, string | undefined>>;

/** All of them in one text, for whoever reads a log or a terminal. */
export function inWords(side: string, problems: readonly Problem[]): string {
  const lines = problems.map(({ name, what, fix }) => `  ${name} ${what}.\n    ${fix}`);
  const count = problems.length === 1 ? "One variable" : `${problems.length} variables`;
  return `${count} of ${side} must be mended:\n${lines.join("\n")}\nEach is explained in .env.example.`;
}
