import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { parse } from "dotenv";
import { PlainError } from "../run/plain-error";
import { type CliCommand, onChosen } from "./cli";
import type { Selection } from "./selection";

/** The variables of a deployment, with their values. @throws PlainError with the CLI's reason */
export async function listVariables(selection: Selection): Promise<Record<string, string>> {
  return parse(await convex(selection, ["env", "list", "--include-values"]));
}

/**
 * Sets all variables or none. They are passed on stdin, so that no secret appears in the process list.
 * @throws PlainError
 */
export async function setVariables(
  selection: Selection,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${quoted(value)}\n`);
  if (lines.length > 0) await convex(selection, ["env", "set", "--force"], { input: lines.join("") });
}

/** @throws PlainError */
export async function removeVariable(selection: Selection, name: string): Promise<void> {
  await convex(selection, ["env", "remove"], { operands: [name] });
}

/** The result of a function, called as the admin. @throws PlainError */
export async function runFunction<Value>(
  selection: Selection,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
): Promise<Value> {
  return JSON.parse(await convex(selection, ["run"], { operands: [name, JSON.stringify(args)] })) as Value;
}

/**
 * Pushes the functions of this folder, then runs one of them. The CLI refuses to do this on production.
 * @throws PlainError
 */
export async function pushAndRun(selection: Selection, name: string): Promise<void> {
  const push = ["run", "--push", "--typecheck", "disable", "--codegen", "disable"];
  await convex(selection, push, { operands: [name], timeoutMs: PUSH_TIMEOUT_MS });
}

/** The functions that the deployment runs, as `folder/file:name`. @throws PlainError */
export async function listFunctions(selection: Selection): Promise<string[]> {
  const { functions } = await readSpec(selection);
  return functions.flatMap(({ identifier }) => identifier?.replace(".js:", ":") ?? []);
}

/**
 * Returns the selection with the deployment's address as its label, if the label is not a name or address yet. The
 * address comes from Convex. Returns the selection unchanged if Convex cannot be reached.
 */
export async function located(selection: Selection): Promise<Selection> {
  if (selection.isNamed) return selection;
  const spec = await readSpec(selection).catch(() => null);
  return spec ? { ...selection, label: spec.url, isNamed: true } : selection;
}

interface Spec {
  url: string;
  functions: { identifier?: string }[];
}

async function readSpec(selection: Selection): Promise<Spec> {
  return JSON.parse(await convex(selection, ["function-spec"])) as Spec;
}

/**
 * Puts a value for dotenv into a kind of quote that the value does not contain, because dotenv does not unescape
 * quotes.
 */
function quoted(value: string): string {
  const quote = ["'", '"', "`"].find((candidate) => !value.includes(candidate));
  if (quote === undefined || value.includes("\\n"))
    throw new PlainError("This program cannot set a value that contains every kind of quote, or \\n.");
  return quote + value + quote;
}

const TIMEOUT_MS = 60_000;
const PUSH_TIMEOUT_MS = 180_000;
/**
 * Output that shows that the deployment cannot be reached. The command is then ended, because the CLI would retry
 * forever.
 */
const OUT_OF_REACH = /connect (?:ECONNREFUSED|ENETUNREACH|EHOSTUNREACH) \S+|getaddrinfo ENOTFOUND \S+/;

/** The Node command for a CLI command on this deployment. */
export function cliCommand(
  { flags, env }: Pick<Selection, "flags" | "env">,
  command: readonly string[],
  operands: readonly string[] = [],
): CliCommand {
  return onChosen([...command, ...flags, ...operands], { ...process.env, ...env });
}

interface CommandOptions {
  operands?: readonly string[];
  input?: string;
  timeoutMs?: number;
}

function convex(
  selection: Selection,
  command: readonly string[],
  { operands, input = "", timeoutMs = TIMEOUT_MS }: CommandOptions = {},
): Promise<string> {
  const name = `\`npx convex ${command.slice(0, 2).join(" ")}\``;
  return new Promise((resolve, reject) => {
    const { args, env } = cliCommand(selection, command, operands);
    const child = spawn(process.execPath, args, {
      cwd: selection.project,
      env: env as NodeJS.ProcessEnv,
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    const said = { out: "", err: "" };
    const giveUp = (why: string) => {
      reject(new PlainError(`${name} failed: ${why}`));
      child.kill("SIGKILL");
    };
    const listen = (stream: Readable, kind: keyof typeof said) =>
      stream.on("data", (data: Buffer) => {
        said[kind] += data.toString();
        const [unreachable] = OUT_OF_REACH.exec(said[kind]) ?? [];
        if (unreachable) giveUp(`the deployment cannot be reached (${unreachable})`);
      });
    listen(child.stdout, "out");
    listen(child.stderr, "err");
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve(said.out);
      else giveUp(signal ? noAnswer(timeoutMs, said.err) : said.err.trim());
    });
    child.stdin.end(input);
  });
}

/**
 * The reason for a timeout, with the end of the command's output. After a refused push, the CLI does not end but waits
 * for the next change, so its output says why the push was refused.
 */
function noAnswer(timeoutMs: number, printed: string): string {
  const end = stripVTControlCharacters(printed).trim().split("\n").slice(-5).join("\n");
  return [`no answer within ${timeoutMs / 1_000} s`, end].filter(Boolean).join("; its last output was: ");
}
