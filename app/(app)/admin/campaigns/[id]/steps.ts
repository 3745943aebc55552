/** The steps of a draft, in their order. */
export const STEPS = [
  { value: "write", label: "Write" },
  { value: "audience", label: "Audience" },
  { value: "preview", label: "Preview" },
  { value: "launch", label: "Launch" },
] as const;

export type Step = (typeof STEPS)[number]["value"];

/** Whatever stands in the address, as a step. */
export const asStep = (value: unknown): Step =>
  STEPS.find((step) => step.value === value)?.value ?? STEPS[0].value;
