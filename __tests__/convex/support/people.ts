/** Signed-in people: their calls carry the claims of the JWT that their exchange set. */
import type { FunctionArgs, FunctionReference, FunctionReturnType } from "convex/server";
import { decodeJwt } from "jose";
import { internal } from "@/convex/_generated/api";
import { askAndRead, type Browser, followLink, newBrowser } from "./browser";
import { type World } from "./world";

export type Cookies = Record<string, { value: string; attributes: string[] }>;

export interface Person {
  email: string;
  userId: string;
  sessionId: string;
  cookies: Cookies;
  browser: Browser;
  /** Calls the deployment with this person's JWT. */
  caller: Caller;
  /** Calls the deployment like a page that was rendered for this person: with `forUser` in each change. */
  as: OwnPage;
}

type Caller = ReturnType<World["t"]["withIdentity"]>;
type Change<Type extends "mutation" | "action"> = FunctionReference<Type, "public", { forUser: string }>;
type Given<Reference extends Change<"mutation" | "action">> = Omit<FunctionArgs<Reference>, "forUser">;

export interface OwnPage extends Pick<Caller, "query"> {
  mutation<Mutation extends Change<"mutation">>(
    mutation: Mutation,
    args: Given<Mutation>,
  ): Promise<FunctionReturnType<Mutation>>;
  action<Action extends Change<"action">>(
    action: Action,
    args: Given<Action>,
  ): Promise<FunctionReturnType<Action>>;
}

type AnyChange<Type extends "mutation" | "action"> = FunctionReference<
  Type,
  "public",
  Record<string, unknown>
>;

/** Adds `forUser`, the account for which the page was rendered, to each change, as app/(app)/use-call.ts does. */
function ownPage(caller: Caller, forUser: string): OwnPage {
  return {
    query: caller.query,
    mutation: (mutation, args) => caller.mutation(mutation as AnyChange<"mutation">, { ...args, forUser }),
    action: (action, args) => caller.action(action as AnyChange<"action">, { ...args, forUser }),
  };
}

export const ADMIN = "admin@example.com";

/** Requests a link, reads the mail, follows the link. */
export async function signIn(
  world: World,
  email: string,
  { deviceHash }: { deviceHash?: string } = {},
): Promise<Person> {
  const browser = await newBrowser();
  const { token } = await askAndRead(world, email, browser);
  const result = await followLink(world, token, browser, { deviceHash });
  if (!result.ok) throw new Error(`${email} was refused: ${result.reason}`);
  return personOf(world, result.setCookies, browser);
}

/** Signs in with a link that backend code has made, so no mail is sent and no cooldown applies. */
export async function signInByMinting(
  world: World,
  email: string,
  { deviceHash }: { deviceHash?: string } = {},
): Promise<Person> {
  const { url } = await world.t.mutation(internal.loginLinks.mint, { email });
  const browser = await newBrowser();
  const result = await followLink(world, tokenOf(url), browser, { deviceHash });
  if (!result.ok) throw new Error(`${email} was refused: ${result.reason}`);
  return personOf(world, result.setCookies, browser);
}

/**
 * Records a proof for the session, as if the person had just confirmed their identity. Signing in with a link that the
 * backend made (`signInByMinting`) does not record one.
 */
export function proveSession({ t }: Pick<World, "t">, { sessionId }: Person): Promise<unknown> {
  return t.run(({ db }) => db.insert("proofs", { sessionId, provenAt: Date.now() }));
}

export function tokenOf(url: string | null): string {
  const token = new URL(url ?? "").searchParams.get("token");
  if (!token) throw new Error(`No token in ${url}`);
  return token;
}

export function personOf({ t }: Pick<World, "t">, setCookies: string[], browser: Browser): Person {
  const cookies = parseCookies(setCookies);
  const claims = claimsIn(cookies);
  const { sub = "", iss = "", email, sessionId } = claims;
  const caller = t.withIdentity({ ...claims, subject: sub, issuer: iss });
  const as = ownPage(caller, sub);
  return { email: String(email), userId: sub, sessionId: String(sessionId), cookies, browser, caller, as };
}

export function claimsIn(cookies: Cookies) {
  const jwt = Object.entries(cookies).find(([name]) => name.endsWith("convex_jwt"));
  if (!jwt) throw new Error(`No JWT among ${Object.keys(cookies).join(", ")}`);
  return decodeJwt<{ email: string; sessionId: string }>(jwt[1].value);
}

/** Set-Cookie values by name, as a browser reads them. */
export function parseCookies(setCookies: string[]): Cookies {
  return Object.fromEntries(
    setCookies.map((line) => {
      const [pair = "", ...attributes] = line.split("; ");
      const separator = pair.indexOf("=");
      return [pair.slice(0, separator), { value: pair.slice(separator + 1), attributes }];
    }),
  );
}

/** The Cookie header that a browser would send with these cookies. */
export function cookieHeader(cookies: Cookies): string {
  return Object.entries(cookies)
    .map(([name, { value }]) => `${name}=${value}`)
    .join("; ");
}
