/** The steps of a draft, in order. */
export const STEPS = [
  { value: "write", label: "Write" },
  { value: "audience", label: "Audience" },
  { value: "preview", label: "Preview" },
  { value: "launch", label: "Launch" },
] as const;

export type Step = (typeof STEPS)[number]["value"];

/** The value from the URL as a step, whatever it is. */
export const asStep = (value: unknown): Step =>
  STEPS.find((step) => step.value === value)?.value ?? STEPS[0].value;

/** The parts of a launched or scheduled campaign. */
export type Part = "results" | "message";

export const asPart = (value: unknown): Part => (value === "message" ? "message" : "results");
