import { BEHIND_EACH_FILTER, FILTERS, PEOPLE, type Request, UNKNOWABLE } from "./actors";
import type { Random } from "./random";

export interface Guest {
  email: string;
  /** Seconds after the launch. */
  deliveredAt: number;
  /** What the filter in front of the mailbox does, and what the person does. */
  filter: { name: string; requests: Request[] } | null;
  person: { name: string; requests: Request[] } | null;
}

const LINKS_A_FILTER = 40;
/** A campaign's mails to one domain arrive within a minute. */
const DELIVERY_S = 60;

/** Forty links behind each filter, twelve of them to people who come too, and the other people. */
export function guestsOf(random: Random): Guest[] {
  const guests: Guest[] = [];
  const add = (domain: string, actors: Pick<Guest, "filter" | "person">) =>
    guests.push({
      email: `guest${guests.length}@${domain}`,
      deliveredAt: random.between(0, DELIVERY_S),
      ...actors,
    });
  for (const [index, { name, check }] of [...FILTERS, UNKNOWABLE].entries())
    for (let link = 0; link < LINKS_A_FILTER; link++) {
      const isPersons = link < BEHIND_EACH_FILTER.count && index < FILTERS.length;
      const person = { name: BEHIND_EACH_FILTER.name, requests: BEHIND_EACH_FILTER.open(random) };
      add(`filtered${index}.example`, {
        filter: { name, requests: check(random) },
        person: isPersons ? person : null,
      });
    }
  for (const { name, count, domain, open } of PEOPLE)
    for (let person = 0; person < count; person++)
      add(domain, { filter: null, person: { name, requests: open(random) } });
  return guests;
}

/** All requests for a guest's link in the order of their times. */
export const requestsFor = ({ filter, person }: Guest): Request[] =>
  [...(filter?.requests ?? []), ...(person?.requests ?? [])].sort((a, b) => a.at - b.at);
