import type { Selection } from "./convex-cli";

/** Options that choose a deployment, handed on to the Convex CLI as they are. */
export const SELECTION_OPTIONS = {
  prod: { type: "boolean" },
  "preview-name": { type: "string" },
  "deployment-name": { type: "string" },
  "env-file": { type: "string" },
} as const;

export const SELECTION_HELP = `
Which deployment, as for every command of the Convex CLI; unless said, the one that .env.local names:
  --prod  --preview-name NAME  --deployment-name NAME  --env-file FILE`;

type Values = { [Name in keyof typeof SELECTION_OPTIONS]?: string | boolean };

export function selectionOf(values: Values): Selection {
  return (Object.keys(SELECTION_OPTIONS) as (keyof Values)[]).flatMap((name) => {
    const value = values[name];
    if (value === undefined) return [];
    return value === true ? [`--${name}`] : [`--${name}`, String(value)];
  });
}
