import type { ActivePush } from "../types";
import { allComponents } from "./component-tree";
import { diffAllIndexes } from "./index-diff";

/**
 * The response of `start_push`. The CLI sends it back to `wait_for_schema` and `finish_push`. The real backend includes
 * the ids of stored schemas in it; this one includes `pushId` in their place.
 */
export function startPushResponse(
  push: ActivePush,
  current: ActivePush | null,
  environment: { name: string; value: string }[],
  pushId: string,
) {
  const components = allComponents(push.app);
  return {
    environmentVariables: Object.fromEntries(environment.map(({ name, value }) => [name, value])),
    externalDepsId: null,
    componentDefinitionPackages: Object.fromEntries(Object.keys(push.analysis).map((path) => [path, {}])),
    appAuth: push.appAuth,
    analysis: push.analysis,
    app: push.app,
    schemaChange: {
      allocatedComponentIds: {},
      schemaIds: Object.fromEntries(components.map(({ componentPath }) => [componentPath, pushId])),
      indexDiffs: diffAllIndexes(current, push),
    },
  };
}
