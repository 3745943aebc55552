/** The unmodified Convex CLI, restricted to a local deployment. */
import { createRequire } from "node:module";
import path from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** A program that Node runs. */
export interface CliCommand {
  /** Arguments to Node. */
  args: string[];
  /** The complete environment. */
  env: Environment;
}

const require = createRequire(import.meta.url);
const MAIN = path.join(path.dirname(require.resolve("convex/package.json")), "bin", "main.js");

/**
 * Variables that the CLI reads before an address and its key, or instead of them: deployments, accounts, Convex's
 * servers. From its source (cli/lib/deploymentSelection.ts, cli/lib/utils/utils.ts, cli/lib/api.ts), version 1.48.
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
 * Runs `convex …` only on the local deployment, whatever the shell, `.env.local` and `.env` name: an empty variable
 * hides the value that the CLI would read from those files.
 * @param base the rest of the environment
 */
export function onDeployment(
  deployment: { url: string; adminKey: string },
  command: readonly string[],
  base: Environment = process.env,
): CliCommand {
  // Addresses on this machine must not go through a proxy.
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
      // The CLI then asks no questions.
      CI: "1",
      // Flags of the parent process, such as Jest's, are removed.
      NODE_OPTIONS: "",
    },
  };
}

/**
 * Runs `convex …` on the deployment that the environment and the files choose. Only for programs that are meant for a
 * real one.
 */
export function onChosen(command: readonly string[], env: Environment = process.env): CliCommand {
  return { args: [MAIN, ...command], env };
}
