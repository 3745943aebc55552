export const MAX_NAME = 40;

/** The parts of the rule for a product's name and a sender's name, each with what is wrong where it is broken. */
export const NAME_RULES: readonly { isKept(value: string): boolean; otherwise: string }[] = [
  { isKept: (value) => value === value.trim(), otherwise: "must not begin or end with a space" },
  { isKept: (value) => value.length <= MAX_NAME, otherwise: `must have at most ${MAX_NAME} characters` },
  {
    isKept: (value) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>"$\\]/u.test(value),
    otherwise: 'must be one line without < > " $ and \\',
  },
];
