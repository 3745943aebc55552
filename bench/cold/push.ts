import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { onDeployment } from "../../local/convex/cli";
import type { PushedModule, StartPushRequest } from "../../local/convex/types";
import { startChild, succeeded } from "../../local/run/child";
import { DEPLOY } from "../../local/run/deployment";

/** The bundles of a push by component; the app's are under "". */
export type Push = ReadonlyMap<string, readonly PushedModule[]>;

/** Where the CLI believes it pushes to. It only writes down what it would push. */
const NOWHERE = { url: "http://127.0.0.1:9", adminKey: "bench|0" };

/** What the unmodified CLI would push of a project, made without any deployment. */
export async function bundlesOf(project: string, file: string): Promise<Push> {
  mkdirSync(path.dirname(file), { recursive: true });
  const everything = [...DEPLOY, "--push-all-modules", "--write-push-request", file];
  const { args, env } = onDeployment(NOWHERE, everything);
  await succeeded(startChild(args, env, project), "convex deploy");
  const request = JSON.parse(readFileSync(`${file}.json`, "utf8")) as StartPushRequest;
  const components = request.componentDefinitions.map(
    ({ definitionPath, functions }) => [definitionPath, functions] as const,
  );
  return new Map([["", request.appDefinition.changedModules], ...components]);
}
