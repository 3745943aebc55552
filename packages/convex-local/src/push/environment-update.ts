import { PushError, type AuthProvider, type PushTarget } from "../types";
import { analyzeAuthConfig } from "./analyze-auth";
import { checkEnvironmentChanges, type EnvironmentChange } from "./rules/environment";

/**
 * Sets and removes variables, all or none. Auth providers that read the variables are evaluated again first, and a
 * change that would break a provider is refused, as on the real backend. The code is loaded again, because modules may
 * have stored the old values.
 */
export async function updateEnvironment(target: PushTarget, changes: EnvironmentChange[]): Promise<null> {
  const variables = new Map(target.environment.list().map(({ name, value }) => [name, value]));
  checkEnvironmentChanges(variables.keys(), changes);
  for (const { name, value } of changes)
    if (value === null) variables.delete(name);
    else variables.set(name, value);
  const appAuth = await providersWith(target, (name) => variables.get(name));
  target.environment.update(changes);
  if (target.current && appAuth) await target.activate({ ...target.current, appAuth });
  return null;
}

async function providersWith(
  target: PushTarget,
  env: (name: string) => string | undefined,
): Promise<AuthProvider[] | null> {
  if (!target.current) return null;
  const { cloud, site } = target.urls;
  const system: Record<string, string> = { CONVEX_CLOUD_URL: cloud, CONVEX_SITE_URL: site };
  try {
    return await analyzeAuthConfig(target.current.modules, (name) => system[name] ?? env(name));
  } catch (error) {
    if (!(error instanceof PushError)) throw error;
    const message = error.message.replace(
      "The pushed auth config is invalid",
      "This change would make the auth config invalid",
    );
    throw new PushError(error.code, message);
  }
}
