import { readAdminKey, setEnvironment, type Deployment } from "./deployment";
import { bringBack, editEnvFile, setAside, setLine } from "./env-file";
import { deploymentEnvironment } from "./environment";
import type { Log } from "./log";
import { waitForAnswer } from "./readiness";
import { localConvexService, type Plan } from "./services";
import type { Stage } from "./stage";

const CLI_VARIABLES = ["CONVEX_SELF_HOSTED_URL", "CONVEX_SELF_HOSTED_ADMIN_KEY"] as const;
/** Variables that the CLI prefers to CONVEX_SELF_HOSTED_URL, or refuses together with it. */
const OTHER_DEPLOYMENT = ["CONVEX_DEPLOYMENT", "CONVEX_DEPLOY_KEY", "CONVEX_DEPLOYMENT_TOKEN"];

/**
 * Starts the local stand-in for Convex, sets its variables and points the Convex CLI at it. The functions are pushed
 * later.
 */
export async function startLocalDeployment(plan: Plan, stage: Stage, log: Log): Promise<Deployment> {
  const { addresses, secrets, settings } = plan;
  stage.start(localConvexService(plan));
  await waitForAnswer(`${addresses.convex}/version`, "The local Convex deployment", 20_000);
  const adminKey = await readAdminKey(settings.stateDir, 5_000);
  const deployment = { url: addresses.convex, siteUrl: addresses.convexSite, adminKey };
  await setEnvironment(
    deployment,
    deploymentEnvironment(addresses, secrets, {
      rateLimitScale: settings.rateLimitScale,
      given: process.env,
    }),
  );
  if (settings.isDefaultState) pointCliAt(deployment);
  log.line("convex", `ready at ${deployment.url}, HTTP actions at ${deployment.siteUrl}`);
  return deployment;
}

/**
 * Writes `.env.local`, so that `npx convex run`, `env` and `deploy` use the stand-in without options. The CLI would
 * write the last two lines itself, but not if another line has the same value.
 */
function pointCliAt(deployment: Deployment): void {
  const lines: Record<string, string> = {
    [CLI_VARIABLES[0]]: deployment.url,
    [CLI_VARIABLES[1]]: deployment.adminKey,
    NEXT_PUBLIC_CONVEX_URL: deployment.url,
    NEXT_PUBLIC_CONVEX_SITE_URL: deployment.siteUrl,
  };
  editEnvFile(".env.local", (text) =>
    Object.entries(lines).reduce(
      (edited, [name, value]) => setLine(edited, name, value),
      OTHER_DEPLOYMENT.reduce(setAside, text),
    ),
  );
}

/**
 * Undoes `pointCliAt` for `npm run dev:convex`: removes the stand-in's address and key, and restores the lines that
 * were set aside.
 */
export function pointCliElsewhere(standInUrl: string): void {
  editEnvFile(".env.local", (text) => {
    if (!text.includes(`${CLI_VARIABLES[0]}=${standInUrl}`)) return text;
    return OTHER_DEPLOYMENT.reduce(bringBack, CLI_VARIABLES.reduce(removeLine, text));
  });
}

function removeLine(text: string, name: string): string {
  return text
    .split("\n")
    .filter((line) => !line.startsWith(`${name}=`))
    .join("\n");
}
