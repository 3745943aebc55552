/** Follows one link many times at the same moment, from independent browsers. */
import { randomUUID } from "node:crypto";
import { exchangeOurs } from "../../bench/exchange/contenders";
import { mailedToken } from "../../bench/campaign/marketer";
import { type Burst, burstOf } from "./burst";
import { identityOf, jwtIn } from "./crowd";
import { mintFor } from "./links";
import { addressOf, withMailbox, type World } from "./world";

export interface Clicks {
  burst: Burst;
  /** The number of sessions of the link's person; 0 if no click signed in. */
  sessions: number;
}

export async function clicks(world: World): Promise<Clicks> {
  const token = await newToken(world, addressOf(world, "clicks"));
  const jwts: string[] = [];
  const attempts = Array.from({ length: world.sizes.clicks }, () => randomUUID());
  const burst = await burstOf(attempts, async (attempt, send) => {
    const outcome = await exchangeOurs({ ...world, send }, token, attempt);
    if (outcome.ok) jwts.push(jwtIn(outcome));
    return outcome;
  });
  const [jwt] = jwts;
  return { burst, sessions: jwt ? (await identityOf(world, jwt)).sessions : 0 };
}

/**
 * The token of a new link: from its mail if mail is possible here, otherwise of a link made with the deployment's key.
 */
export async function newToken(world: World, email: string): Promise<string> {
  if (world.mailboxUrl !== null) return mailedToken(withMailbox(world), email);
  const person = { email, token: null };
  await mintFor(world, [person]);
  return person.token ?? "";
}
