const CODES = { green: 32, yellow: 33, red: 31, dim: 2 } as const;

/** The text in this colour if `colour` is true, otherwise unchanged. */
export function styleText(style: keyof typeof CODES, text: string, colour: boolean): string {
  return colour ? `\x1b[${CODES[style]}m${text}\x1b[0m` : text;
}
