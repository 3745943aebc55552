import { readAdminKey, setEnvironment, type Deployment } from "./deployment";
import { bringBack, editEnvFile, setAside, setLine } from "./env-file";
import { deploymentEnvironment } from "./environment";
import type { Log } from "./log";
import { waitForAnswer } from "./readiness";
import { localConvexService, type Plan } from "./services";
import type { Stage } from "./stage";

const CLI_VARIABLES = ["CONVEX_SELF_HOSTED_URL", "CONVEX_SELF_HOSTED_ADMIN_KEY"] as const;

/** Starts the stand-in, sets its variables and points the Convex CLI at it. Functions are pushed later. */
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

/** So that `npx convex run`, `env` and `deploy` act on the stand-in as they stand. */
function pointCliAt(deployment: Deployment): void {
  editEnvFile(".env.local", (text) => {
    const withUrl = setLine(setAside(text, "CONVEX_DEPLOYMENT"), CLI_VARIABLES[0], deployment.url);
    return setLine(withUrl, CLI_VARIABLES[1], deployment.adminKey);
  });
}

/** The way back, for `npm run dev:convex`: no line of the file names the stand-in any more. */
export function pointCliElsewhere(standInUrl: string): void {
  editEnvFile(".env.local", (text) => {
    if (!text.includes(`${CLI_VARIABLES[0]}=${standInUrl}`)) return text;
    return bringBack(CLI_VARIABLES.reduce(removeLine, text), "CONVEX_DEPLOYMENT");
  });
}

function removeLine(text: string, name: string): string {
  return text
    .split("\n")
    .filter((line) => !line.startsWith(`${name}=`))
    .join("\n");
}
