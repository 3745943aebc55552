/** The app's functions on convex-test, with the real components beside them: nothing of Convex's side is mocked. */
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { convexTest } from "convex-test";
import type { GenericSchema, SchemaDefinition } from "convex/server";
import schema from "@/convex/schema";

const ROOT = process.cwd();
const PACKAGES = join(ROOT, "node_modules");
/** Their folders by the path at which convex.config.ts mounts them. */
export const COMPONENTS: Record<string, string> = {
  betterAuth: join(ROOT, "convex/betterAuth"),
  rateLimiter: folderOf("@convex-dev/rate-limiter"),
  signInMail: folderOf("@convex-dev/workpool"),
  "signInMail/batchWorker": folderOf("@convex-dev/batch-worker"),
  campaignMail: folderOf("@convex-dev/workpool"),
  "campaignMail/batchWorker": folderOf("@convex-dev/batch-worker"),
};

// Under "test" Better Auth leaves out its checks of origin.
Object.assign(process.env, { NODE_ENV: "production" });

const ENVIRONMENT = {
  SITE_URL: "https://latchkey.example",
  CONVEX_SITE_URL: "https://convex.example",
  CONVEX_CLOUD_URL: "https://cloud.convex.example",
  BETTER_AUTH_SECRET: "a secret that only these tests know, 32 long",
  INTERNAL_PROXY_SECRET: "another secret that only these tests know",
  RESEND_API_KEY: "re_test",
  MAIL_FROM: "Latchkey <hello@latchkey.example>",
  ADMIN_EMAILS: "admin@example.com",
  POSTAL_ADDRESS: "Latchkey, 1 Key Street, Locksmith LK1",
  RESEND_WEBHOOK_SECRET: "whsec_dGhlIHNlY3JldCB0aGF0IHNpZ25zIHdlYmhvb2tz",
};

/** Beside these, what a test laid over them for one deployment must not stay for the next. */
const DEFAULTS = { SIGN_UP: "open", RATE_LIMIT_SCALE: "1", RESEND_REQUESTS_PER_SECOND: "2" };

const appModules = Object.fromEntries(
  Object.entries(modulesIn(join(ROOT, "convex"))).filter(([path]) => !path.startsWith("./betterAuth/")),
);

/** A fresh deployment. `environment` is laid over the default one, for this deployment and those after it. */
export async function deploy(environment: Record<string, string> = {}) {
  Object.assign(process.env, DEFAULTS, ENVIRONMENT, environment);
  const t = convexTest({ schema, modules: appModules, transactionLimits: true });
  for (const [name, folder] of Object.entries(COMPONENTS)) {
    t.registerComponent(name, await componentSchema(name), await loaded(folder));
  }
  return t;
}

type Modules = Record<string, () => Promise<unknown>>;

const loadedBefore = new Map<string, Modules>();

/** One after the other: modules that import each other, asked for at once, would see each other unfinished. */
async function loaded(folder: string): Promise<Modules> {
  const known = loadedBefore.get(folder);
  if (known) return known;
  const modules: Modules = {};
  for (const [path, load] of Object.entries(modulesIn(folder))) {
    const module = await load();
    modules[path] = () => Promise.resolve(module);
  }
  loadedBefore.set(folder, modules);
  return modules;
}

export async function componentSchema(name: string): Promise<SchemaDefinition<GenericSchema, boolean>> {
  const folder = COMPONENTS[name] ?? "";
  const module = await import(join(folder, folder.startsWith(PACKAGES) ? "schema.js" : "schema.ts"));
  return module.default;
}

function folderOf(packageName: string): string {
  return join(PACKAGES, packageName, "dist/component");
}

export interface ExportedFunction {
  /** `folder/file:name`, as clients call it. */
  path: string;
  type: "query" | "mutation" | "action";
  isPublic: boolean;
}

interface Registered {
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  isPublic?: boolean;
}

/** Every function of the app, read off its modules. */
export async function exportedFunctions(): Promise<ExportedFunction[]> {
  const functions: ExportedFunction[] = [];
  for (const [file, load] of Object.entries(appModules)) {
    if (file.includes("_generated")) continue;
    const module = (await load()) as Record<string, Registered>;
    for (const [name, { isQuery, isMutation, isAction, isPublic = false }] of Object.entries(module)) {
      const type = isQuery ? "query" : isMutation ? "mutation" : isAction ? "action" : null;
      if (type) functions.push({ path: `${file.slice(2, -3)}:${name}`, type, isPublic });
    }
  }
  return functions;
}

export type Deployment = Awaited<ReturnType<typeof deploy>>;

function modulesIn(folder: string): Modules {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.d|\.config|\.test)\.(ts|js)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`./${relative(folder, path)}`, () => import(path)]),
  );
}
