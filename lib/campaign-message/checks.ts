/** Problems with the variables of a message, found while they can still be fixed. */
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

/** Reports each problem once: another tool's variable is not also reported as a missing column. */
export function variableProblems(texts: MessageTexts, audience: Audience): VariableProblems {
  const foreign = foreignVariablesIn(texts, audience);
  const ours = changed(texts, (text) =>
    foreign.reduce((rest, { written }) => rest.replaceAll(written, ""), text),
  );
  const rest = { ...texts, ...ours };
  return { foreign, unknown: unknownColumnsIn(rest, audience), blanks: blanksIn(rest, audience) };
}
