import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import schema from "../../../convex/schema";
import { schemaFingerprint } from "../../../lib/fingerprint";
import { type Check, fail, pass } from "../check";
import { DEPLOY } from "../subject";

/** Compares what runs to what is here: names of functions, and the schema. */
export const functions: Check = {
  id: "functions",
  title: "Functions on Convex",
  async look(subject) {
    const deployed = new Set(await subject.functions());
    const here = functionsIn("convex");
    const missing = here.filter((name) => !deployed.has(name));
    if (missing.length > 0)
      return fail(`${missing.length} of ${here.length} are missing, such as ${missing[0]}`, DEPLOY);
    const extra = [...deployed].filter((name) => !here.includes(name));
    if (extra.length > 0) return fail(`${extra.length} are not here any more, such as ${extra[0]}`, DEPLOY);
    const inspection = await subject.inspection();
    if (inspection.schema !== (await schemaFingerprint(schema)))
      return fail("the schema is another one", DEPLOY);
    return pass(`${inspection.convexUrl} runs the ${here.length} that are here, on the same schema`);
  },
};

/** Made with a builder of convex/functions.ts, which lint makes sure of. */
const DEFINITION =
  /^export const (\w+) = (?:public|user|marketer|admin|internal)(?:Query|Mutation|Action)\(/gm;

/** Those of the app itself: a folder with a convex.config.ts of its own is a component, whose functions it keeps. */
export function functionsIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const components = files.filter((file) => file.endsWith(`${path.sep}convex.config.ts`)).map(path.dirname);
  const isOurs = (file: string) =>
    ![...components, "_generated"].some((other) => file.startsWith(other + path.sep));
  return files
    .filter((file) => file.endsWith(".ts") && isOurs(file))
    .flatMap((file) => {
      const module = file.slice(0, -".ts".length).split(path.sep).join("/");
      const source = readFileSync(path.join(folder, file), "utf8");
      return Array.from(source.matchAll(DEFINITION), ([, name]) => `${module}:${name}`);
    });
}
