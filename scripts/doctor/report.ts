import { styleText } from "../style-text";
import type { Status } from "./check";
import type { Result } from "./run";

const COLOURS = { pass: "green", warn: "yellow", fail: "red", skipped: "dim" } as const satisfies Record<
  Status,
  string
>;

/** One line for each check, with the fix below it if there is one. */
export function inLines(results: readonly Result[], colour: boolean): string {
  const width = Math.max(...results.map(({ title }) => title.length));
  const indent = " ".repeat(11 + width);
  const lines = results.flatMap(({ status, title, detail, fix }) => [
    `${styleText(COLOURS[status], status.padEnd(8), colour)} ${title.padEnd(width)}  ${indented(detail, indent)}`,
    ...(fix ? [`${indent}→ ${indented(fix, `${indent}  `)}`] : []),
  ]);
  return [...lines, "", sum(results)].join("\n");
}

export function inJson(deployment: string, results: readonly Result[]): string {
  return JSON.stringify({ deployment, ok: isWell(results), checks: results }, null, 2);
}

/** Only a failure makes the doctor's exit code 1; a warning does not. */
export const isWell = (results: readonly Result[]): boolean =>
  results.every(({ status }) => status !== "fail");

function sum(results: readonly Result[]): string {
  const count = (wanted: Status) => results.filter(({ status }) => status === wanted).length;
  return `${count("pass")} passed, ${count("warn")} warned, ${count("fail")} failed, ${count("skipped")} skipped`;
}

const indented = (text: string, indent: string): string => text.trim().replaceAll("\n", `\n${indent}`);
