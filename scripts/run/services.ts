import path from "node:path";
import { onDeployment } from "../deployment/cli";
import { DEPLOY, type Deployment } from "./deployment";
import {
  followingClock,
  mailboxEnvironment,
  nextEnvironment,
  type Addresses,
  type Environment,
} from "./environment";
import { programs } from "./programs";
import type { Secrets } from "./secrets";
import type { Service } from "./service";
import type { Settings } from "./settings";

/** What every service needs; made once at the start. */
export interface Plan {
  settings: Settings;
  addresses: Addresses;
  secrets: Secrets;
  /** The environment that all children inherit. */
  base: Environment;
}

const NODE_NOISE = [/ExperimentalWarning/, /Use `node --trace-warnings/];
const NEXT_NOISE = [
  /▲ Next\.js/,
  /^\s*- (Local|Network|Environments|Experiments)/,
  /✓ (Starting|Ready in|Finished|Running)/,
  /"middleware" file convention|To migrate automatically|@next\/codemod|middleware-to-proxy/,
];
const NEXT_START_NOISE = [/^\s*(GET|HEAD) \//, /○ Compiling/];
const PUSH_NOISE = [
  /^\s*[-⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] /,
  /(Developing against|Deploying code to) deployment/,
  /^▌|^\s+https?:\/\//,
  /^Saved NEXT_PUBLIC|^Can't safely modify \.env\.local/,
];
const PUSH_START_NOISE = [/Added table indexes/, /^\s*\[\+\]/, /Installed component/];
const MAILBOX_NOISE = [/^Read mail at/, /^Webhooks go to/];
const CONVEX_NOISE = [...NODE_NOISE, /^Listening on/, /"component":"workpool","event":"report"/];

export function mailboxService(plan: Plan, siteUrl: string): Service {
  const { settings, secrets } = plan;
  return {
    name: "mailbox",
    args: programs.mailbox,
    env: {
      ...plan.base,
      ...mailboxEnvironment(settings.ports, siteUrl, secrets),
      ...followingClock(settings.stateDir, plan.base),
    },
    noise: MAILBOX_NOISE,
  };
}

export function localConvexService(plan: Plan): Service {
  const { settings } = plan;
  return {
    name: "convex",
    args: programs.localConvex(settings.fresh),
    env: {
      ...plan.base,
      CONVEX_LOCAL_PORT: String(settings.ports.convex),
      LATCHKEY_STATE_DIR: settings.stateDir,
      ...(settings.conflicts ? {} : { CONVEX_LOCAL_CONFLICTS: "off" }),
    },
    noise: CONVEX_NOISE,
  };
}

/**
 * Pushes on every change to `convex/`. It does not check types, because the editor and `npm test` do, so a push takes
 * half a second.
 */
export function watchingPushService(plan: Plan, deployment: Deployment): Service {
  return {
    name: "push",
    // The CLI does not have to print what functions log, because the deployment prints it.
    ...onDeployment(deployment, ["dev", "--typecheck", "disable", "--tail-logs", "disable"], plan.base),
    noise: PUSH_NOISE,
    startNoise: PUSH_START_NOISE,
  };
}

/** @param project the folder to push from; by default this one */
export function singlePushService(plan: Plan, deployment: Deployment, project?: string): Service {
  return {
    name: "push",
    ...onDeployment(deployment, DEPLOY, plan.base),
    cwd: project,
    noise: PUSH_NOISE,
    startNoise: PUSH_START_NOISE,
  };
}

export function nextService(plan: Plan, command: "dev" | "build" | "start"): Service {
  const { settings, addresses, secrets } = plan;
  const port = command === "build" ? [] : ["--port", String(settings.ports.app)];
  // By default, Next closes a connection that was idle for five seconds. A test that pauses for as long could send its
  // next request on a connection that is being closed.
  const keepAlive = command === "start" ? ["--keepAliveTimeout", "65000"] : [];
  return {
    name: command === "build" ? "build" : "next",
    args: programs.next(command, ...port, ...keepAlive),
    env: {
      ...plan.base,
      ...nextEnvironment(addresses, secrets, settings.distDir),
      ...(command === "build" ? {} : followingClock(settings.stateDir, plan.base)),
    },
    noise: NEXT_NOISE,
    startNoise: command === "dev" ? NEXT_START_NOISE : [],
  };
}

export function distDirOf(settings: Settings): string {
  return path.resolve(settings.distDir);
}
