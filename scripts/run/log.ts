import { stripVTControlCharacters } from "node:util";
import type { Environment } from "./environment";

/** The colours of the prefixes, in the order in which services start. */
const COLOURS = ["36", "35", "33", "32", "34"] as const;
const PREFIX_WIDTH = 9;

export interface Log {
  /** One line with the name of a service. */
  line(name: string, text: string): void;
  /** A line of our own, without prefix. */
  say(text: string): void;
  /** An error message, on stderr. */
  fail(text: string): void;
}

/** @param colour whether to use colours; if so, the lines of services also keep their own colours */
export function createLog(colour: boolean, out: NodeJS.WriteStream, err: NodeJS.WriteStream): Log {
  for (const stream of [out, err]) stream.on("error", ignoreClosedReader);
  const given = new Map<string, string>();
  const colourOf = (name: string) => {
    const code = given.get(name) ?? COLOURS[given.size % COLOURS.length] ?? "36";
    given.set(name, code);
    return code;
  };
  return {
    line: (name, text) => {
      const prefix = name.padEnd(PREFIX_WIDTH);
      const shown = colour
        ? `\x1b[${colourOf(name)}m${prefix}\x1b[0m ${text}`
        : `${prefix} ${stripVTControlCharacters(text)}`;
      out.write(shown + "\n");
    },
    say: (text) => void out.write(text + "\n"),
    fail: (text) => void err.write((colour ? `\x1b[31m${text}\x1b[0m` : text) + "\n"),
  };
}

/** `npm run dev | head` closes the pipe, which is not an error. */
function ignoreClosedReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

export function wantsColour(env: Environment, isTerminal: boolean): boolean {
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  return isTerminal || (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0");
}
