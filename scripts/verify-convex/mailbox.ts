import { isOnThisMachine } from "../../lib/environment/this-machine";
import { startChild } from "../run/child";
import { programs } from "../run/programs";
import { waitForAnswer } from "../run/readiness";

export interface FoundMailbox {
  /** Null if the deployment mails elsewhere. */
  url: string | null;
  stop(): Promise<void>;
}

const START_MS = 20_000;
const NONE: FoundMailbox = { url: null, stop: () => Promise.resolve() };

/** The mailbox for a deployment on this machine. It is started if it is not running. */
export async function mailboxOf(
  variables: Readonly<Record<string, string>>,
  convex: { url: string; siteUrl: string },
): Promise<FoundMailbox> {
  const given = variables.RESEND_BASE_URL;
  if (!given || !isOnThisMachine(given) || !isOnThisMachine(convex.url)) return NONE;
  const { port } = new URL(given);
  const url = `http://127.0.0.1:${port}`;
  if (await answers(url)) return { ...NONE, url };
  const child = startChild(programs.mailbox, {
    MAILBOX_PORT: port,
    RESEND_WEBHOOK_URL: `${convex.siteUrl}/resend/webhook`,
    RESEND_WEBHOOK_SECRET: variables.RESEND_WEBHOOK_SECRET,
    SITE_URL: variables.SITE_URL,
  });
  await waitForAnswer(`${url}/faults`, "The mailbox", START_MS);
  return { url, stop: async () => void (await child.end("SIGTERM")) };
}

/** Whether a mailbox answers there, rather than another program. */
async function answers(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/faults`).catch(() => null);
  return answer?.ok ?? false;
}
