import { oneLine } from "./one-line";

/** The most labels of one campaign. */
export const MOST_LABELS = 5;
export const MAX_LABEL = 30;

/** A label as it is stored. Empty if it has no visible character. */
export const labelOf = (typed: string): string => oneLine(typed).slice(0, MAX_LABEL).trim();
