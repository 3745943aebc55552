/** Commands of the unmodified Convex CLI. `onDeployment` restricts a command to one local deployment. */
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
 * Variables that would lead the CLI to another deployment, account or server than CONVEX_SELF_HOSTED_URL and its key.
 * The list is from the CLI's source (cli/lib/deploymentSelection.ts, cli/lib/utils/utils.ts, cli/lib/api.ts), version
 * 1.48.
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
 * Runs `convex …` only on the given deployment, whatever the shell, `.env.local` and `.env` choose. All other variables
 * that choose a deployment are empty, because an empty variable hides the value that the CLI would read from those
 * files.
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
      // With CI set, the CLI asks no questions.
      CI: "1",
      // Removes the Node flags of the parent process, such as Jest's.
      NODE_OPTIONS: "",
    },
  };
}

/**
 * Runs `convex …` on the deployment that the environment and the `.env` files choose. Use it only in programs that are
 * meant for a real deployment.
 */
export function onChosen(command: readonly string[], env: Environment = process.env): CliCommand {
  return { args: [MAIN, ...command], env };
}
