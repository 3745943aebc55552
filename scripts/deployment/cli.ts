/** The unmodified Convex CLI, made to act on a local deployment. */
import { createRequire } from "node:module";
import path from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** A program for Node to run. */
export interface CliCommand {
  /** Arguments to Node. */
  args: string[];
  /** All of its environment. */
  env: Environment;
}

const require = createRequire(import.meta.url);
const MAIN = path.join(path.dirname(require.resolve("convex/package.json")), "bin", "main.js");

/**
 * What the CLI looks at before it looks at an address and its key, or in their place: deployments, accounts, servers of
 * Convex's. Read in its source (cli/lib/deploymentSelection.ts, cli/lib/utils/utils.ts, cli/lib/api.ts) of 1.48.
 */
const LEADING_ELSEWHERE = [
  "CONVEX_DEPLOY_KEY",
  "CONVEX_DEPLOYMENT_TOKEN",
  "CONVEX_DEPLOYMENT",
  "CONVEX_OVERRIDE_ACCESS_TOKEN",
  "CONVEX_PROVISION_HOST",
  "CONVEX_AGENT_MODE",
  "CONVEX_URL",
  "CONVEX_CLOUD_URL",
  "CONVEX_SITE_URL",
];

/**
 * Runs `convex …` on the local deployment and on no other, whatever the shell, `.env.local` and `.env` name: an empty
 * variable hides what the CLI would read in those files.
 * @param base what else is in the environment
 */
export function onDeployment(
  deployment: { url: string; adminKey: string },
  command: readonly string[],
  base: Environment = process.env,
): CliCommand {
  // A proxy is not asked for what is on this machine.
  const direct = [base.NO_PROXY ?? base.no_proxy, "localhost", "127.0.0.1"].filter(Boolean).join(",");
  return {
    args: [MAIN, ...command],
    env: {
      ...base,
      ...Object.fromEntries(LEADING_ELSEWHERE.map((name) => [name, ""])),
      CONVEX_SELF_HOSTED_URL: deployment.url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: deployment.adminKey,
      NO_PROXY: direct,
      no_proxy: direct,
      // It asks no questions then.
      CI: "1",
      // Flags of the process that started it, such as Jest's.
      NODE_OPTIONS: "",
    },
  };
}

/** Runs `convex …` on whatever deployment the environment and the files choose: for those who mean a real one. */
export function onChosen(command: readonly string[], env: Environment = process.env): CliCommand {
  return { args: [MAIN, ...command], env };
}
