import { createHash } from "node:crypto";
import { PushError, type ActivePush, type PushedModule, type StartPushRequest } from "../types";

function moduleHash(module: Pick<PushedModule, "source" | "sourceMap">): string {
  return createHash("sha256")
    .update(module.source)
    .update(module.sourceMap ?? "")
    .digest("hex");
}

/** The hashes that the CLI compares its bundles with, to push only the app's modules that changed. */
export function configHashes(push: ActivePush | null) {
  const modules = push?.modules ?? [];
  return {
    config: { functions: "convex/", authInfo: [] },
    moduleHashes: modules.map((module) => ({
      path: module.path,
      hash: moduleHash(module),
      environment: module.environment,
    })),
    nodeDependencies: [],
  };
}

/** The request with all of the app's modules in `changedModules`: unchanged ones are taken from the running code. */
export function withAllModules(request: StartPushRequest, current: ActivePush | null): StartPushRequest {
  const app = request.appDefinition;
  const known = new Map((current?.modules ?? []).map((module) => [module.path, module]));
  const unchanged = (app.unchangedModuleHashes ?? []).map(({ path, sha256, environment }) => {
    const module = known.get(path);
    if (!module)
      throw conflict("MissingExistingModule", `Module ${path} is said to be unchanged but is not deployed`);
    if (moduleHash(module) !== sha256)
      throw conflict("ExistingModuleHashConflict", `Module ${path} does not have the hash ${sha256}`);
    if (module.environment !== environment)
      throw conflict("ExistingModuleEnvConflict", `Module ${path} runs in ${module.environment}`);
    return module;
  });
  const appDefinition = {
    ...app,
    changedModules: [...app.changedModules, ...unchanged],
    unchangedModuleHashes: [],
  };
  return { ...request, appDefinition };
}

function conflict(code: string, message: string): PushError {
  return new PushError(code, `${message}. Another push came in between: push again.`, 409);
}
