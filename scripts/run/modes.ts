import { onChosen } from "../deployment/cli";
import { buildOnce, startDevelopment, startProduction, warmTheRest } from "./app";
import { ENSURE_SIGNING_KEY, primeSigningKeys } from "./deployment";
import { startLocalDeployment } from "./local-deployment";
import type { Log } from "./log";
import { waitForAnswer } from "./readiness";
import { chooseRealDeployment } from "./real-deployment";
import { mailboxService, singlePushService, watchingPushService, type Plan } from "./services";
import type { Mode } from "./settings";
import type { Stage } from "./stage";

/** The line that the CLI prints after every successful push. */
const PUSHED = /Convex functions ready/;

/** What each mode starts, and in which order. Parts that do not depend on each other start in parallel. */
export const modes: Record<Mode, (plan: Plan, stage: Stage, log: Log) => Promise<void>> = {
  dev: async (plan, stage, log) => {
    await Promise.all([
      startMailbox(plan, stage, log, plan.addresses.convexSite),
      startDevelopment(plan, stage, log),
      startLocalDeployment(plan, stage, log).then(async (deployment) => {
        await stage.start(watchingPushService(plan, deployment)).printed(PUSHED);
        await primeSigningKeys(deployment);
      }),
    ]);
    void warmTheRest(plan.addresses.app);
  },

  preview: async (plan, stage, log) => {
    await Promise.all([
      startMailbox(plan, stage, log, plan.addresses.convexSite),
      buildOnce(plan, stage, log),
      startLocalDeployment(plan, stage, log).then(async (deployment) => {
        await stage.finish(singlePushService(plan, deployment));
        log.line("push", "functions pushed");
        await primeSigningKeys(deployment);
      }),
    ]);
    await startProduction(plan, stage, log);
  },

  convex: async (plan, stage, log) => {
    const { url, siteUrl } = await chooseRealDeployment(plan, log);
    const here = { ...plan, addresses: { ...plan.addresses, convex: url, convexSite: siteUrl } };
    const command = onChosen(["dev", "--typecheck", "disable", "--run", ENSURE_SIGNING_KEY], plan.base);
    const push = stage.start({ name: "push", ...command });
    await Promise.all([
      startMailbox(here, stage, log, siteUrl),
      startDevelopment(here, stage, log),
      push.printed(PUSHED),
    ]);
  },
};

async function startMailbox(plan: Plan, stage: Stage, log: Log, siteUrl: string): Promise<void> {
  stage.start(mailboxService(plan, siteUrl));
  await waitForAnswer(`${plan.addresses.mailbox}/emails`, "The mailbox", 20_000);
  log.line("mailbox", `ready at ${plan.addresses.mailbox}`);
}
