/** Prepares the chosen deployment: sets its missing variables, pushes this code, and finds its mailbox. */
import { randomBytes } from "node:crypto";
import { timed } from "../../bench/support/timing";
import type { Inspection } from "../../convex/health";
import { ENSURE_SIGNING_KEY } from "../run/deployment";
import { addressesOf, deploymentEnvironment } from "../run/environment";
import type { Ports } from "../run/ports";
import { missingVariables } from "../run/real-deployment";
import type { Secrets } from "../run/secrets";
import { listVariables, pushAndRun, runFunction, setVariables } from "../deployment/convex-cli";
import type { Selection } from "../deployment/selection";
import { requireDevelopment } from "./development-only";
import { mailboxOf } from "./mailbox";
import type { Sizes } from "./sizes";
import type { World } from "./world";

export interface Prepared {
  world: World;
  times: Record<string, number>;
  variablesSet: string[];
  isStandIn: boolean;
  stop(): Promise<void>;
}

interface Given {
  ports: Ports;
  secrets: Secrets;
  sizes: Sizes;
}

/** @throws PlainError for a deployment that people use, and if the push is refused */
export async function prepare(selection: Selection, { ports, secrets, sizes }: Given): Promise<Prepared> {
  const known = await listVariables(selection);
  requireDevelopment(selection, known.SITE_URL);
  const missing = missingVariables(wantedVariables(ports, secrets), new Set(Object.keys(known)), true);
  // A deployment elsewhere has its variables from `npm run dev:convex`. It may use a real mail provider on purpose, so
  // nothing is added there.
  const added = selection.isHere ? Object.fromEntries(missing) : {};
  await setVariables(selection, added);
  const pushMs = await timed(() => pushAndRun(selection, ENSURE_SIGNING_KEY));
  const { convexUrl, convexSiteUrl } = await runFunction<Inspection>(selection, "health:inspect");
  const variables = { ...known, ...added };
  const mailbox = await mailboxOf(variables, { url: convexUrl, siteUrl: convexSiteUrl });
  return {
    world: {
      selection,
      deployment: { url: convexUrl, proxySecret: variables.INTERNAL_PROXY_SECRET ?? "" },
      convexSiteUrl,
      appUrl: variables.SITE_URL ?? "",
      variables,
      mailboxUrl: mailbox.url,
      run: `verify-${randomBytes(4).toString("hex")}`,
      sizes,
    },
    times: { [`push, then ${ENSURE_SIGNING_KEY}`]: pushMs },
    variablesSet: Object.keys(added),
    isStandIn: await isStandIn(convexUrl),
    stop: () => mailbox.stop(),
  };
}

/** The same variables as in `npm run dev:convex`, with the pace that Resend allows by default. */
export function wantedVariables(ports: Ports, secrets: Secrets): Record<string, string> {
  const { RATE_LIMIT_SCALE: rateLimitScale = "100" } = process.env;
  const variables = deploymentEnvironment(addressesOf(ports), secrets, {
    rateLimitScale,
    given: process.env,
  });
  return { ...variables, RESEND_REQUESTS_PER_SECOND: "5" };
}

/** Only the stand-in answers these paths. The report has to say that it is not about Convex. */
async function isStandIn(url: string): Promise<boolean> {
  return (await fetch(`${url}/_latchkey/stats`)).status !== 404;
}
