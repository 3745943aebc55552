/**
 * Makes many people act at the same moment: each requests a link, looks at it, follows it, and loads the first page.
 */
import { callFunction } from "../../bench/support/convex";
import { type Outcome, exchangeOurs } from "../../bench/exchange/contenders";
import { type Burst, burstOf } from "./burst";
import { askAtOnce, mintFor, newPeople, type Person } from "./links";
import { withMailbox, type World } from "./world";

export interface Crowd {
  size: number;
  emails: string[];
  /** Null if no mail can be read here. The links are then made with the deployment's key. */
  asking: Burst | null;
  peeking: Burst;
  following: Burst;
  loading: Burst;
  /** People who got a session. */
  signedIn: number;
  users: number;
  sessions: number;
}

export async function crowd(world: World, size: number): Promise<Crowd> {
  const people = newPeople(world, `crowd${size}`, size);
  const asking = await findLinks(world, people);
  const withLink = people.filter((person): person is WithLink => person.token !== null);
  const peeking = await burstOf(withLink, (person, send) => peek({ ...world, send }, person.token));
  const jwts = new Map<string, string>();
  const following = await burstOf(withLink, async ({ email, token }, send) => {
    const outcome = await exchangeOurs({ ...world, send }, token);
    if (outcome.ok) jwts.set(email, jwtIn(outcome));
    return outcome;
  });
  const loading = await burstOf([...jwts], ([email, jwt]) => load(world, email, jwt));
  const found = await Promise.all([...jwts.values()].map((jwt) => identityOf(world, jwt)));
  return {
    size,
    emails: people.map(({ email }) => email),
    asking,
    peeking,
    following,
    loading,
    signedIn: jwts.size,
    users: new Set(found.map(({ id }) => id)).size,
    sessions: found.reduce((sum, one) => sum + one.sessions, 0),
  };
}

type WithLink = Person & { token: string };

async function findLinks(world: World, people: Person[]): Promise<Burst | null> {
  if (world.mailboxUrl !== null) return askAtOnce(withMailbox(world), people);
  await mintFor(world, people);
  return null;
}

const MINUTE = 60_000;

/** Looks a link up as the confirm page does. */
async function peek({ deployment, send }: World, token: string): Promise<{ ok: boolean; reason: string }> {
  const args = { token, minute: Math.floor(Date.now() / MINUTE) };
  const { state } = await callFunction<{ state: string }>(deployment, "query", "loginLinks:peek", args, {
    send,
  });
  return { ok: state === "ready", reason: state };
}

export const jwtIn = ({ setCookies = [] }: Outcome): string =>
  /convex_jwt=([^;]+)/.exec(setCookies.join("\n"))?.[1] ?? "";

/** The query of the dashboard. It must return this person and nobody else. */
async function load({ deployment }: World, email: string, jwt: string) {
  const viewer = await callFunction<{ email: string } | null>(
    deployment,
    "query",
    "users:current",
    {},
    { jwt },
  );
  return {
    ok: viewer?.email === email,
    reason: viewer ? "signed in as somebody else" : "signed in as nobody",
  };
}

/** The person of a JWT, and how many sessions they have. */
export async function identityOf({ deployment }: World, jwt: string) {
  const ask = <T>(path: string) => callFunction<T>(deployment, "query", path, {}, { jwt });
  const viewer = await ask<{ id: string } | null>("users:current");
  const sessions = await ask<unknown[]>("sessions:list");
  return { id: viewer?.id, sessions: sessions.length };
}
