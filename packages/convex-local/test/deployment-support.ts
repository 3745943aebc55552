import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { anyApi } from "convex/server";
import { SignJWT, exportJWK, generateKeyPair } from "jose";
import WebSocket from "ws";
import { analyzePush } from "../src/push/analyze";
import { startServer, type LocalServer, type ServerOptions } from "../src/server";
import type { ActivePush, PushedModule } from "../src/types";
import { freePortPair } from "./free-ports";
import { pushRequest, type PushParts } from "./push-request";

export const ADMIN_KEY = "latchkey-local|test";
export const api = anyApi;

const LIBRARY = path.resolve("node_modules/convex/dist/esm");

/** Convex's own library for the pushed code, in place of the chunks that the CLI's bundler makes of it. */
const library: PushedModule[] = ["server", "values", "common", "vendor"].flatMap((folder) =>
  readdirSync(path.join(LIBRARY, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".js") && !file.includes("-"))
    .map((file) => libraryModule(`${folder}/${file}`)),
);
library.push(libraryModule("index.js"));

function libraryModule(file: string): PushedModule {
  const source = readFileSync(path.join(LIBRARY, file), "utf8");
  return { path: `_deps/convex/${file}`, source, environment: "isolate" };
}

const PRELUDE = `
import * as server from "./_deps/convex/server/index.js";
import { ConvexError, v } from "./_deps/convex/values/index.js";
const { queryGeneric: query, mutationGeneric: mutation, actionGeneric: action, httpActionGeneric: httpAction } = server;
const { internalQueryGeneric: internalQuery, internalMutationGeneric: internalMutation } = server;
const { internalActionGeneric: internalAction, defineSchema, defineTable, cronJobs, httpRouter, anyApi: api } = server;
`;

/** A module of the app, with Convex's builders and validators imported. */
export function source(file: string, code: string): PushedModule {
  return { path: file, source: PRELUDE + code, environment: "isolate" };
}

/** The push of an app, analyzed as if the CLI had sent it. */
export function pushOf(modules: PushedModule[], parts: Omit<PushParts, "modules"> = {}): Promise<ActivePush> {
  const request = pushRequest({ ...parts, modules: [...modules, ...library] });
  const urls = { cloud: "http://127.0.0.1:1", site: "http://127.0.0.1:2" };
  return analyzePush(request, () => undefined, urls);
}

/** A deployment that serves the modules, on its own ports. */
export async function serve(
  modules: PushedModule[] | ActivePush,
  options: Partial<ServerOptions> = {},
): Promise<LocalServer & { port: number; url: string; siteUrl: string }> {
  const port = options.port ?? (await freePortPair());
  const server = await startServer({ port, adminKey: ADMIN_KEY, ...options });
  const push = Array.isArray(modules) ? await pushOf(modules) : modules;
  await server.deployment.activate(push);
  return {
    ...server,
    port,
    ...server.deployment.urls,
    url: server.deployment.urls.cloud,
    siteUrl: server.deployment.urls.site,
  };
}

export function httpClient(url: string): ConvexHttpClient {
  return new ConvexHttpClient(url, { logger: false });
}

export function adminClient(url: string): ConvexHttpClient {
  const client = httpClient(url);
  // `setAdminAuth` is part of the client, but not of its published types.
  (client as unknown as { setAdminAuth(key: string): void }).setAdminAuth(ADMIN_KEY);
  return client;
}

export function liveClient(url: string): ConvexClient {
  return new ConvexClient(url, { webSocketConstructor: WebSocket as never, logger: false });
}

/** Waits until `holds` returns true. Throws an error after `timeoutMs`. */
export function until(holds: () => boolean, timeoutMs = 20_000): Promise<void> {
  return untilAsync(() => Promise.resolve(holds()), timeoutMs);
}

export async function untilAsync(holds: () => Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`still waiting for ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** An auth provider with a key pair of its own, and a function that signs tokens with that key. */
export async function issuer(name = "https://issuer.test") {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...(await exportJWK(publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const jwks = `data:text/plain;charset=utf-8;base64,${Buffer.from(JSON.stringify({ keys: [key] })).toString("base64")}`;
  const provider = {
    type: "customJwt" as const,
    applicationID: "convex",
    issuer: name,
    jwks,
    algorithm: "RS256" as const,
  };
  const token = (
    claims: Record<string, unknown>,
    expires: string | number = "1h",
    { iat, kid = "one" }: { iat?: number; kid?: string | null } = {},
  ) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", ...(kid === null ? {} : { kid }) })
      .setIssuer(name)
      .setAudience("convex")
      .setIssuedAt(iat)
      .setExpirationTime(expires)
      .sign(privateKey);
  return { provider, token };
}
