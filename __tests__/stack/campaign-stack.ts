import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Marketer, signIn } from "../../bench/campaign/marketer";
import { type BareStack, startBareStack } from "../../scripts/run/bare-stack";
import { freePortPair } from "../support/free-ports";

const SECRETS = {
  betterAuth: "only for a test on this machine, never for people",
  internalProxy: "only for a test on this machine, as well",
  resendApiKey: "re_test",
  resendWebhook: "whsec_dGhlIHNlY3JldCB0aGF0IHNpZ25zIHdlYmhvb2tz",
};

/** A local deployment and a mailbox in their own folder, with a signed-in marketer. */
export interface CampaignStack {
  stack: BareStack;
  marketer: Marketer;
  stop(): Promise<void>;
}

/** @param requestsPerSecond what the provider's account allows */
export async function startCampaignStack(requestsPerSecond: number): Promise<CampaignStack> {
  const stateDir = mkdtempSync(path.join(os.tmpdir(), "latchkey-campaign-"));
  const [app, convex, mailbox] = [await freePortPair(), await freePortPair(), await freePortPair()];
  const stack = await startBareStack({
    ports: { app, convex, convexSite: convex + 1, mailbox },
    stateDir,
    secrets: SECRETS,
    rateLimitScale: "1000",
    environment: { RESEND_REQUESTS_PER_SECOND: String(requestsPerSecond) },
    mailbox: {},
  });
  const stop = async () => {
    await stack.stop();
    rmSync(stateDir, { recursive: true, force: true });
  };
  return { stack, marketer: await signIn(stack), stop };
}
