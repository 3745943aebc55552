/** The app's functions on convex-test, with the real components: nothing of Convex is mocked. */
import { convexTest } from "convex-test";
import type { GenericSchema, SchemaDefinition } from "convex/server";
import type { ValidatorJSON } from "convex/values";
import schema from "@/convex/schema";
import { appModules, type ComponentFolder, componentModule, componentModules } from "./modules";

const WORKPOOL = "node_modules/@convex-dev/workpool/dist/component";
const BATCH_WORKER = "node_modules/@convex-dev/batch-worker/dist/component";

/** The folders of the components, by the path at which convex.config.ts mounts each component. */
const FOLDERS = {
  betterAuth: "convex/betterAuth",
  rateLimiter: "node_modules/@convex-dev/rate-limiter/dist/component",
  signInMail: WORKPOOL,
  "signInMail/batchWorker": BATCH_WORKER,
  campaignMail: WORKPOOL,
  "campaignMail/batchWorker": BATCH_WORKER,
} satisfies Record<string, ComponentFolder>;

export type Component = keyof typeof FOLDERS;
export const COMPONENTS = Object.keys(FOLDERS) as Component[];

// With NODE_ENV "test", Better Auth would skip its origin checks.
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

/** Resets the variables that a test has changed for one deployment, so that the next one does not inherit them. */
const DEFAULTS = { SIGN_UP: "open", RATE_LIMIT_SCALE: "1", RESEND_REQUESTS_PER_SECOND: "2" };

/**
 * A fresh deployment. `environment` overrides the defaults. A variable without a default stays set for later
 * deployments. With `limits`, each call may read at most this many documents, instead of as many as on Convex. The
 * object may be changed between calls.
 */
export async function deploy(environment: Record<string, string> = {}, limits?: { documentsRead: number }) {
  Object.assign(process.env, DEFAULTS, ENVIRONMENT, environment);
  const transactionLimits = limits ?? true;
  const t = convexTest({ schema, modules: await appModules(), transactionLimits });
  for (const name of COMPONENTS) {
    t.registerComponent(name, await componentSchema(name), await componentModules(FOLDERS[name]));
  }
  return t;
}

export async function componentSchema(name: Component): Promise<SchemaDefinition<GenericSchema, boolean>> {
  const module = await componentModule(FOLDERS[name], "schema");
  return module["default"] as SchemaDefinition<GenericSchema, boolean>;
}

export interface ExportedFunction {
  /** `folder/file:name`, as clients call it. */
  path: string;
  type: "query" | "mutation" | "action";
  isPublic: boolean;
  args: ValidatorJSON;
}

interface Registered {
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  isPublic?: boolean;
  /** Convex calls this when a function is pushed. */
  exportArgs?(): string;
}

/** Every function of the app, found by reading its modules. */
export async function exportedFunctions(): Promise<ExportedFunction[]> {
  const functions: ExportedFunction[] = [];
  for (const [file, load] of Object.entries(await appModules())) {
    if (file.includes("_generated")) continue;
    const module = (await load()) as Record<string, Registered>;
    for (const [name, registered] of Object.entries(module)) {
      const { isQuery, isMutation, isAction, isPublic = false } = registered;
      const type = isQuery ? "query" : isMutation ? "mutation" : isAction ? "action" : null;
      const args = JSON.parse(registered.exportArgs?.() ?? "null") as ValidatorJSON;
      if (type) functions.push({ path: `${file.slice(2, -3)}:${name}`, type, isPublic, args });
    }
  }
  return functions;
}

export type Deployment = Awaited<ReturnType<typeof deploy>>;
