import { Resolver } from "node:dns/promises";
import { Resend } from "resend";
import type { Inspection } from "../../convex/health";
import { isOnThisMachine } from "../../lib/environment/this-machine";
import { senderAddress } from "../../lib/environment/convex";
import type { Health } from "../../lib/server/health";
import { nextSchema } from "../../lib/environment/next";
import { listFunctions, listVariables, runFunction } from "../deployment/convex-cli";
import type { Selection } from "../deployment/selection";
import { Blocked, reasonOf } from "./blocked";

/** The deployment that is being checked. Facts that several checks need are read once. */
export interface Subject {
  /** Where people reach the app. */
  siteUrl(): Promise<string>;
  /** The answer of /api/health, whatever its status. */
  health(): Promise<Health>;
  /** The environment of the Convex side. */
  variables(): Promise<Readonly<Record<string, string>>>;
  inspection(): Promise<Inspection>;
  functions(): Promise<readonly string[]>;
  resend(): Promise<Resend>;
  dns: Pick<Resolver, "resolveTxt" | "resolveMx" | "resolveCname">;
}

const REACH =
  "Choose a deployment that can be reached: `npm run dev` starts one on this machine; --help says how to choose another one.";
export const DEPLOY =
  "Push the functions: npx convex deploy (`npm run dev` does it for the local deployment).";
const START = `The app's log says what is missing or wrong. The app needs ${Object.keys(nextSchema.shape).slice(0, 4).join(", ")}.`;

/** @param url the address of the app; by default the deployment's SITE_URL */
export function subjectOf(selection: Selection, url?: string): Subject {
  const variables = once(() => listVariables(selection).catch(blocked("convex-environment", REACH)));
  const siteUrl = once(async () => url ?? required(await variables(), "SITE_URL"));
  return {
    siteUrl,
    variables,
    health: once(async () => readHealth(await siteUrl())),
    inspection: once(() =>
      runFunction<Inspection>(selection, "health:inspect").catch(blocked("functions", DEPLOY)),
    ),
    functions: once(() => listFunctions(selection).catch(blocked("functions", REACH))),
    resend: once(async () => resendOf(await variables())),
    dns: new Resolver({ timeout: 5_000, tries: 2 }),
  };
}

/** Whether mail goes to the mailbox on this machine, so that there is no sending domain. */
export async function mailsLocally(subject: Subject): Promise<boolean> {
  const { RESEND_BASE_URL } = await subject.variables();
  return RESEND_BASE_URL !== undefined && isOnThisMachine(RESEND_BASE_URL);
}

/** The domain of MAIL_FROM. @throws Blocked if there is none */
export async function sendingDomain(subject: Subject): Promise<string> {
  const address = senderAddress(required(await subject.variables(), "MAIL_FROM"));
  if (address === null)
    throw new Blocked("convex-environment", "MAIL_FROM contains no address", "npx convex env set MAIL_FROM");
  return address.slice(address.lastIndexOf("@") + 1);
}

/** A request with a timeout that follows no redirects. */
export function request(url: string | URL, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { redirect: "manual", signal: AbortSignal.timeout(15_000), ...init });
}

async function readHealth(siteUrl: string): Promise<Health> {
  const url = new URL("/api/health", siteUrl);
  const response = await request(url).catch(blocked("next-environment", START));
  const text = await response.text();
  if (response.headers.get("content-type")?.includes("application/json")) return JSON.parse(text) as Health;
  throw new Blocked("next-environment", `${url} answers ${response.status}, but not as Latchkey does`, START);
}

function blocked(owner: string, fix: string) {
  return (error: unknown): never => {
    throw new Blocked(owner, reasonOf(error), fix);
  };
}

function resendOf(variables: Readonly<Record<string, string>>): Resend {
  return new Resend(required(variables, "RESEND_API_KEY"), { baseUrl: variables.RESEND_BASE_URL });
}

function required(variables: Readonly<Record<string, string>>, name: string): string {
  const value = variables[name];
  if (value) return value;
  throw new Blocked("convex-environment", `${name} is not set`, `npx convex env set ${name}`);
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}
