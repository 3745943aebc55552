/** Helpers that read the local mailbox. */

export interface Mail {
  id: string;
  to: string[];
  subject: string;
  created_at: string;
}

/** The mails in the mailbox, newest first. @param search a part of the address or the subject; by default all mails */
export async function mailsIn(mailboxUrl: string, search?: string): Promise<Mail[]> {
  const query = search === undefined ? "" : `?${new URLSearchParams({ search }).toString()}`;
  return (await read<{ data: Mail[] }>(`${mailboxUrl}/emails${query}`)).data;
}

/** The token of the link in a mail. @throws if the mail has no link */
export async function tokenIn(mailboxUrl: string, { id, to }: Mail): Promise<string> {
  const { text } = await read<{ text: string }>(`${mailboxUrl}/emails/${id}`);
  const token = /token=([\w-]{43})/.exec(text)?.[1];
  if (token) return token;
  throw new Error(`The mail to ${to.join(", ")} has no link.`);
}

/** When mail arrived, in ms, by address. */
export async function arrivalsIn(mailboxUrl: string, search?: string): Promise<Map<string, number[]>> {
  const arrivals = new Map<string, number[]>();
  for (const { to, created_at } of await mailsIn(mailboxUrl, search))
    for (const address of to)
      arrivals.set(address, [...(arrivals.get(address) ?? []), Date.parse(created_at)]);
  return arrivals;
}

/** Makes the next calls that send a batch hang. @param accept whether the mailbox accepts their mails all the same */
export async function hangBatches(mailboxUrl: string, times: number, { accept = false } = {}): Promise<void> {
  const body = JSON.stringify({ mode: "hang", times, path: "/emails/batch", accept });
  const { ok, status } = await fetch(`${mailboxUrl}/faults`, { method: "POST", body });
  if (!ok) throw new Error(`The mailbox answered ${status} when it was asked to hang.`);
}

/** How many calls hang at this moment. */
export async function holding(mailboxUrl: string): Promise<number> {
  return (await read<{ holding: number }>(`${mailboxUrl}/faults`)).holding;
}

async function read<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}
