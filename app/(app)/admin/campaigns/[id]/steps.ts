import * as messages from "@/lib/messages/campaign-draft";

/** The steps of a draft, in order. */
export const STEPS = [
  { value: "write", label: messages.STEPS.write },
  { value: "audience", label: messages.STEPS.audience },
  { value: "preview", label: messages.STEPS.preview },
  { value: "reminders", label: messages.STEPS.reminders },
  { value: "launch", label: messages.STEPS.launch },
] as const;

export type Step = (typeof STEPS)[number]["value"];

/** The step for a value from the URL; the first step if the value is unknown. */
export const asStep = (value: unknown): Step =>
  STEPS.find((step) => step.value === value)?.value ?? STEPS[0].value;

/** The parts of a launched or scheduled campaign. */
export const PARTS = ["results", "message", "reminders"] as const;
export type Part = (typeof PARTS)[number];

export const asPart = (value: unknown): Part => PARTS.find((part) => part === value) ?? "results";
