import { z } from "zod";
import { PushError, type AuthProvider } from "../../types";

const customJwt = z.object({
  type: z.literal("customJwt"),
  applicationID: z.string().nullish(),
  issuer: z.string(),
  jwks: z.string(),
  algorithm: z.enum(["RS256", "ES256"], { error: "algorithm must be RS256 or ES256" }),
});
const oidc = z.object({ applicationID: z.string(), domain: z.string() });

/** Checks what `auth.config.ts` exports, as crates/isolate/src/environment/auth_config.rs and common/src/auth.rs do. */
export function parseAuthConfig(config: unknown): AuthProvider[] {
  const providers = (config as { providers?: unknown } | null)?.providers;
  if (!Array.isArray(providers)) throw notMatching("missing field `providers`, a list.");
  return providers.map((provider: unknown, index) => parseProvider(provider, index));
}

function parseProvider(provider: unknown, index: number): AuthProvider {
  if (typeof provider !== "object" || provider === null)
    throw notMatching(`Provider at index ${index} is not an object.`);
  checkForConfusions(provider as Record<string, unknown>, index);
  if ((provider as { type?: unknown }).type === "customJwt") {
    const parsed = parse(customJwt, provider, index);
    return { ...parsed, applicationID: parsed.applicationID ?? null, issuer: issuerUrl(parsed.issuer) };
  }
  const parsed = parse(oidc, provider, index);
  return { ...parsed, domain: issuerUrl(parsed.domain) };
}

function parse<T>(schema: z.ZodType<T>, provider: unknown, index: number): T {
  const parsed = schema.safeParse(provider);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw notMatching(`Provider at index ${index}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}.`);
}

/** Refuses mistakes that would otherwise go unnoticed, because unknown properties are allowed. */
function checkForConfusions(provider: Record<string, unknown>, index: number): void {
  const type = typeof provider.type === "string" ? provider.type : "unknown";
  const at = `Provider at index ${index}`;
  if ("applicationId" in provider || "applicationid" in provider)
    throw notMatching(`${at} must have applicationID spelled with a capital I and a capital D.`);
  if (!["customJwt", "oidc", "unknown"].includes(type))
    throw notMatching(`${at} has unexpected type "${type}".`);
}

/** Adds a missing https://; refuses anything that is not an http(s) URL. */
function issuerUrl(original: string): string {
  const refuse = (why: string) => invalid(`Invalid provider domain URL "${original}": ${why}`);
  const url = /^\w+:\/\//.test(original) ? original : `https://${original}`;
  if (!URL.canParse(url)) throw refuse("it is not a URL");
  if (!/^https?:$/.test(new URL(url).protocol)) throw refuse("the scheme should be http or https");
  return url;
}

function notMatching(detail: string): PushError {
  return invalid(`auth config file must include a list of provider credentials: ${detail}`);
}

function invalid(detail: string): PushError {
  return new PushError("InvalidAuthConfig", `The pushed auth config is invalid: ${detail}`);
}
