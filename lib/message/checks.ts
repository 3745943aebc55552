/** What will go wrong with the variables of a message, while there is time to mend it. */
import {
  type Audience,
  type Blank,
  blanksIn,
  changed,
  type MessageTexts,
  type UnknownColumn,
  unknownColumnsIn,
} from "./columns";
import { type ForeignVariable, foreignVariablesIn } from "./foreign-variables";

export type VariableProblems = { foreign: ForeignVariable[]; unknown: UnknownColumn[]; blanks: Blank[] };

/** Each problem once: what is another tool's is no column of ours that is missing. */
export function variableProblems(texts: MessageTexts, audience: Audience): VariableProblems {
  const foreign = foreignVariablesIn(texts, audience);
  const ours = changed(texts, (text) =>
    foreign.reduce((rest, { written }) => rest.replaceAll(written, ""), text),
  );
  const rest = { ...texts, ...ours };
  return { foreign, unknown: unknownColumnsIn(rest, audience), blanks: blanksIn(rest, audience) };
}
