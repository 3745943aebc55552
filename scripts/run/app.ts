import { fingerprint, isBuilt, markBuilt } from "./build";
import { nextEnvironment } from "./environment";
import type { Log } from "./log";
import { waitForAnswer } from "./readiness";
import { distDirOf, nextService, type Plan } from "./services";
import type { Stage } from "./stage";

const COMPILE_MS = 120_000;

/** Starts `next dev` and compiles the two pages that everybody sees first. */
export async function startDevelopment(plan: Plan, stage: Stage, log: Log): Promise<void> {
  stage.start(nextService(plan, "dev"));
  await warm(plan.addresses.app, ["/", "/login"]);
  log.line("next", `ready at ${plan.addresses.app}`);
}

/**
 * Compiles the other pages of the first sign-in while the developer reads the mail: `next dev` compiles a page when it
 * is requested. The responses do not matter.
 */
export async function warmTheRest(app: string): Promise<void> {
  const cookie = "better-auth.session_token=nobody";
  for (const path of ["/login/confirm", "/login/callback", "/dashboard"]) {
    await fetch(`${app}${path}`, { headers: { cookie }, redirect: "manual" }).catch(() => undefined);
  }
}

/** Builds the app, unless the last build was made from the same sources and addresses. */
export async function buildOnce(plan: Plan, stage: Stage, log: Log): Promise<void> {
  const { INTERNAL_PROXY_SECRET: _secret, ...baked } = nextEnvironment(
    plan.addresses,
    plan.secrets,
    plan.settings.distDir,
  );
  const distDir = distDirOf(plan.settings);
  const wanted = fingerprint(process.cwd(), baked);
  if (isBuilt(distDir, wanted)) return log.line("build", "nothing changed since the last build");
  log.line("build", "building the app");
  await stage.finish(nextService(plan, "build"));
  markBuilt(distDir, wanted);
  log.line("build", `built to ${plan.settings.distDir}`);
}

export async function startProduction(plan: Plan, stage: Stage, log: Log): Promise<void> {
  stage.start(nextService(plan, "start"));
  await warm(plan.addresses.app, ["/login"]);
  log.line("next", `ready at ${plan.addresses.app}`);
}

async function warm(app: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) await waitForAnswer(`${app}${path}`, "The app", COMPILE_MS);
}
