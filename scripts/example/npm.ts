import { existsSync } from "node:fs";
import path from "node:path";
import type { Environment } from "../run/environment";
import { PlainError } from "../run/plain-error";
import type { Service } from "../run/service";

/** Variables that npm sets for its children, which would make another npm use our own package.json. */
const OF_OUR_NPM = /^npm_(lifecycle|package|command|config_(local_prefix|prefix|global_prefix))/;

/**
 * The service that runs `npm …` in a folder. It runs npm's own file with Node, so that the stage can stop it.
 * @throws PlainError if there is no npm
 */
export function npmService(name: string, args: readonly string[], cwd: string, base: Environment): Service {
  const env = Object.fromEntries(Object.entries(base).filter(([key]) => !OF_OUR_NPM.test(key)));
  return { name, args: [findNpm(), ...args], cwd, env, noise: [/^> /] };
}

/** The file of the npm that started this program, otherwise of the npm that is installed beside this Node. */
function findNpm(): string {
  const beside = path.resolve(process.execPath, "../../lib/node_modules/npm/bin/npm-cli.js");
  const found = [process.env.npm_execpath, beside].find(
    (file) => file?.endsWith("npm-cli.js") && existsSync(file),
  );
  if (found) return found;
  throw new PlainError("npm was not found. Start this with `npm run example`.");
}
