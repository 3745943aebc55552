import { arrivalsIn } from "../../bench/support/mailbox";
import { withMailbox, type World } from "./world";

export interface MailCount {
  asked: number;
  missing: string[];
  twice: string[];
}

/** Finds people who got no mail or two. Mails are counted at the very end, because a second mail may come late. */
export async function countMails(world: World, asked: readonly string[]): Promise<MailCount> {
  const arrivals = await arrivalsIn(withMailbox(world).mailboxUrl, world.run);
  const times = (email: string) => arrivals.get(email)?.length ?? 0;
  return {
    asked: asked.length,
    missing: asked.filter((email) => times(email) === 0),
    twice: asked.filter((email) => times(email) > 1),
  };
}
