import { parseArgs } from "node:util";
import { DEFAULTS, LABELS, type Options } from "./support/options.ts";

export const USAGE = `Usage: login-links-conformance URL [options]

Signs in at a site as people, scanners and attackers do, and says which promises of sign-in by link it keeps.

  --mailbox URL        where the site's mail arrives: GET /emails and GET /emails/ID, as in Resend's API.
                       MAILBOX_URL, or the site's port and 25 more, unless given
  --mail FILE          instead: a module whose default export is
                       async (address) => [{ text, html }], an address's mails, newest first
  --address PATTERN    addresses to sign in with; %s is replaced each time ("${DEFAULTS.address}")
  --login PATH         the page that asks for an address ("${DEFAULTS.login}")
  --home PATH          where people arrive ("${DEFAULTS.home}")
  --session PATH       where Better Auth says who is signed in ("${DEFAULTS.session}")
  --labels JSON        the words of its pages, where they are others:
                       ${JSON.stringify(LABELS)}
  --without GROUP,…    promises that it does not make: scanners, race, lost-answer, code, no-javascript, next,
                       sign-out, foreign-posts, headers
  --grep WORDS         only the promises whose title matches
  --remote             the site is not on this machine, and it is yours: the suite makes accounts there, sends mail and
                       attacks it

Rate limits that are meant for people stop it: set RATE_LIMIT_SCALE=100 on the deployment, on this machine only.`;

export interface Command {
  options: Options;
  grep?: string;
}

const GROUPS = [
  ...["scanners", "race", "lost-answer", "code", "no-javascript", "next"],
  ...["sign-out", "foreign-posts", "headers"],
];

/** @throws Error with a message for the user if the suite cannot run */
export function readCommand(argv: string[], env: Record<string, string | undefined>): Command {
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: FLAGS });
  const site = siteOf(positionals);
  if (!values.remote && !isOnThisMachine(site))
    throw new Error(
      `${site} is not on this machine. The suite makes accounts, sends mail and attacks: add --remote if the site is yours.`,
    );
  const { remote: _remote, grep, without, labels, mail, ...rest } = values;
  const options: Options = {
    ...DEFAULTS,
    ...rest,
    site,
    labels: { ...LABELS, ...(labels === undefined ? {} : parseLabels(labels)) },
    without: groupsIn(without ?? ""),
    ...(mail === undefined ? { mailbox: rest.mailbox ?? env["MAILBOX_URL"] ?? besideSite(site) } : { mail }),
  };
  if (!options.address.includes("%s")) throw new Error("--address needs a %s, which is replaced each time.");
  return { options, grep };
}

const text = { type: "string" } as const;
const FLAGS = {
  ...{ mailbox: text, mail: text, address: text, login: text, home: text, session: text },
  ...{ labels: text, without: text, grep: text },
  remote: { type: "boolean" },
} as const;

function siteOf([url = "", ...others]: string[]): string {
  if (others.length > 0) throw new Error(`One URL at a time: what is ${others.join(" ")}?`);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Error(url ? `${url} is no http or https address.` : "Which site? Give its URL.");
  return new URL(url).origin;
}

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const isOnThisMachine = (url: string): boolean => LOOPBACK.test(new URL(url).hostname);

/** The address of the local mailbox for the app and for its examples. */
function besideSite(site: string): string {
  const { protocol, hostname, port } = new URL(site);
  return `${protocol}//${hostname}:${Number(port || 80) + 25}`;
}

function groupsIn(list: string): string[] {
  const groups = list.split(",").filter(Boolean);
  const unknown = groups.find((group) => !GROUPS.includes(group));
  if (unknown !== undefined)
    throw new Error(`There is no group "${unknown}". There are: ${GROUPS.join(", ")}.`);
  return groups;
}

function parseLabels(json: string): Partial<typeof LABELS> {
  const labels = JSON.parse(json) as Record<string, string>;
  const unknown = Object.keys(labels).find((name) => !(name in LABELS));
  if (unknown !== undefined)
    throw new Error(`There is no label "${unknown}". There are: ${Object.keys(LABELS).join(", ")}.`);
  return labels;
}
