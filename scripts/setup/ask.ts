import { isCancel, password, text } from "@clack/prompts";
import { refusedInProduction } from "../../lib/environment/production";
import { PlainError } from "../run/plain-error";
import { QUESTIONS, type Question, wrongWith } from "./questions";

type Values = Readonly<Record<string, string | undefined>>;

/** The values that are known before anybody is asked. */
export interface Known {
  /** The deployment's values. */
  convex: Values;
  /** The values passed to this run. */
  given: Values;
}

/**
 * The value of a variable, if it is known. A value that production refuses is left out, because `npm run dev` made it
 * for one machine.
 */
function knownFor(name: string, { convex, given }: Known, siteUrl: string): string | undefined {
  return given[name] ?? (refusedInProduction(name, convex[name], siteUrl) ? undefined : convex[name]);
}

/**
 * Asks a person each question. Known values are offered, and Enter keeps them. @throws PlainError if the person cancels
 */
export async function askAll(known: Known): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const question of QUESTIONS) {
    const answer = await ask(question, knownFor(question.name, known, answers.SITE_URL ?? ""));
    if (answer !== "") answers[question.name] = answer;
  }
  return answers;
}

/**
 * The answers from the known values, without asking anybody. @throws PlainError that names everything missing or wrong
 */
export function takeKnown(known: Known): Record<string, string> {
  const siteUrl = known.given.SITE_URL ?? known.convex.SITE_URL ?? "";
  const all = QUESTIONS.map(
    (question) => [question, knownFor(question.name, known, siteUrl) ?? question.suggestion ?? ""] as const,
  );
  const wrong = all.flatMap(([question, answer]) => {
    const what = wrongWith(question, answer);
    return what ? [`  ${question.name}: ${what}`] : [];
  });
  if (wrong.length > 0)
    throw new PlainError(`Set these with --set NAME=VALUE or in the environment:\n${wrong.join("\n")}`);
  return Object.fromEntries(all.flatMap(([{ name }, answer]) => (answer === "" ? [] : [[name, answer]])));
}

async function ask(question: Question, known: string | undefined): Promise<string> {
  const offered = known ?? question.suggestion ?? "";
  const validate = (answer: string | undefined) => wrongWith(question, answer?.trim() || offered);
  const answer = question.isSecret
    ? await password({
        message: `${question.message}${known ? " (press Enter to keep the current value)" : ""}`,
        validate,
      })
    : await text({ message: question.message, initialValue: offered, validate });
  if (!isCancel(answer)) return answer?.trim() || (question.isSecret ? offered : "");
  throw new PlainError("Nothing was changed.");
}
