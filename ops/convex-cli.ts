import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { parse } from "dotenv";
import { PlainError } from "../local/run/plain-error";
import { programs } from "../local/run/programs";

/** Which deployment: flags of the Convex CLI, such as `--prod`. None: the one that `.env.local` names. */
export type Selection = readonly string[];

/** The variables of a deployment, with their values. @throws PlainError with the CLI's reason */
export async function listVariables(selection: Selection): Promise<Record<string, string>> {
  return parse(await convex(["env", "list", "--include-values", ...selection]));
}

/** Sets them all or none. They go in by stdin: no secret shows in a list of processes. @throws PlainError */
export async function setVariables(
  selection: Selection,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${quoted(value)}\n`);
  if (lines.length > 0) await convex(["env", "set", "--force", ...selection], lines.join(""));
}

/** @throws PlainError */
export async function removeVariable(selection: Selection, name: string): Promise<void> {
  await convex(["env", "remove", ...selection, name]);
}

/** What a function of the app answers to the admin. @throws PlainError */
export async function runFunction<Value>(selection: Selection, name: string): Promise<Value> {
  return JSON.parse(await convex(["run", ...selection, name])) as Value;
}

/** The functions that the deployment runs, as `folder/file:name`. @throws PlainError */
export async function listFunctions(selection: Selection): Promise<string[]> {
  const { functions } = JSON.parse(await convex(["function-spec", ...selection])) as {
    functions: { identifier?: string }[];
  };
  return functions.flatMap(({ identifier }) => identifier?.replace(".js:", ":") ?? []);
}

/** A dotenv value knows no escapes but those of double quotes: whichever quote it does not hold goes around it. */
function quoted(value: string): string {
  const quote = ["'", '"', "`"].find((candidate) => !value.includes(candidate));
  if (quote === undefined || value.includes("\\n"))
    throw new PlainError("A value with every kind of quote, or with \\n in it, cannot be set from here.");
  return quote + value + quote;
}

const PATIENCE = 60_000;
/** The CLI itself would go on trying for good. */
const OUT_OF_REACH = /connect (?:ECONNREFUSED|ENETUNREACH|EHOSTUNREACH) \S+|getaddrinfo ENOTFOUND \S+/;

function convex(args: readonly string[], input = ""): Promise<string> {
  const name = `\`npx convex ${args.slice(0, 2).join(" ")}\``;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, programs.convex(...args), {
      timeout: PATIENCE,
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
      else giveUp(signal ? `no answer within ${PATIENCE / 1_000} s` : said.err.trim());
    });
    child.stdin.end(input);
  });
}
