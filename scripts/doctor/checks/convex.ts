import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import schema from "../../../convex/schema";
import { schemaFingerprint } from "../../../lib/fingerprint";
import { type Check, fail, pass, warn } from "../check";
import { DEPLOY, request } from "../subject";

/** Compares the deployed functions and schema with those in this folder. */
export const functions: Check = {
  id: "functions",
  title: "Functions on Convex",
  async look(subject) {
    const deployed = new Set(await subject.functions());
    const here = functionsIn("convex");
    const missing = here.filter((name) => !deployed.has(name));
    if (missing.length > 0)
      return fail(`${missing.length} of ${here.length} are missing, for example ${missing[0]}`, DEPLOY);
    const extra = [...deployed].filter((name) => !here.includes(name));
    if (extra.length > 0)
      return fail(`${extra.length} no longer exist in this code, for example ${extra[0]}`, DEPLOY);
    const inspection = await subject.inspection();
    if (inspection.schema !== (await schemaFingerprint(schema)))
      return fail("the schema differs from the one in this code", DEPLOY);
    return pass(`${inspection.convexUrl} runs the ${here.length} functions of this code, on the same schema`);
  },
};

/** Functions made with a builder of convex/functions.ts; lint allows no others. */
const DEFINITION =
  /^export const (\w+) = (?:public|user|writer|marketer|admin|internal)\w*(?:Query|Mutation|Action)\(/gm;

/**
 * Functions made by a package, for example by `defineLoginLinks`: `export const { request, exchange } = loginLinks;`.
 */
const MADE_BY_A_PACKAGE = /^export const \{([^}]*)\} = \w+;/gm;
/** Functions exported under a second name: `export { ensureKey as ensure } from "./loginLinks";`. */
const NAMED_AGAIN = /^export \{([^}]*)\} from "\.\/\w+";/gm;

function namesIn(source: string): string[] {
  const own = Array.from(source.matchAll(DEFINITION), ([, name = ""]) => name);
  const listed = [MADE_BY_A_PACKAGE, NAMED_AGAIN].flatMap((pattern) =>
    Array.from(source.matchAll(pattern), ([, names = ""]) => names.split(",")).flat(),
  );
  return [...own, ...listed.map((name) => name.split(" as ").at(-1)!.trim())].filter(Boolean);
}

/**
 * The functions of the app itself. A folder with its own convex.config.ts is a component, whose functions do not count.
 */
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
      return namesIn(source).map((name) => `${module}:${name}`);
    });
}

const MAKE = "Make a key: npx convex run signingKeys:ensure";

/** Without a key no session can be signed. The check reads the key where Convex itself reads it. */
export const signingKeys: Check = {
  id: "signing-keys",
  title: "Signing keys",
  async look(subject) {
    const { convexSiteUrl, hasSigningKey } = await subject.inspection();
    if (!hasSigningKey) return fail("there is no key", MAKE);
    const response = await request(new URL("/api/auth/convex/jwks", convexSiteUrl));
    const { keys } = (await response.json().catch(() => ({}))) as { keys?: unknown[] };
    if (keys?.length)
      return pass(keys.length === 1 ? "there is a key, and it is published" : `${keys.length}, published`);
    return fail(
      `${response.url} answered ${response.status}, without a key`,
      "Sessions are refused because nobody can look up the key that signed them. Push the functions again.",
    );
  },
};

export const firstAdmin: Check = {
  id: "first-admin",
  title: "First admin",
  async look(subject) {
    const { hasAdmin } = await subject.inspection();
    if (hasAdmin) return pass("there is an admin");
    const { ADMIN_EMAILS } = await subject.variables();
    if (!ADMIN_EMAILS)
      return fail(
        "there is no admin, and nobody can become one",
        "npx convex env set ADMIN_EMAILS 'you@example.com'",
      );
    return warn(
      "nobody in ADMIN_EMAILS has signed in yet",
      `Request a link at ${new URL("/login", await subject.siteUrl()).href} as one of them.`,
    );
  },
};
