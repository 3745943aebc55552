/** Decides from the figures of each step which promises were kept. */
import { faultsOf } from "./burst";
import type { CampaignRun } from "./campaign";
import type { Clicks } from "./clicks";
import type { Crowd } from "./crowd";
import type { LogSummary } from "./log-summary";
import type { MailCount } from "./mails";
import { type Verdict, verdict } from "./promises";
import type { SignIn } from "./sign-in";

/** How quickly a sign-in mail has to leave, in ms. */
export const SOON = 1_000;

export const signInVerdicts = ({ cookies, cookieFaults, claims, jwtFaults }: SignIn): Verdict[] => [
  verdict("cookies", cookieFaults, cookies.map(({ name }) => name).join(", ")),
  verdict("jwt", jwtFaults, `issuer ${claims.iss}, audience ${String(claims.aud)}`),
];

export function crowdVerdicts({
  size,
  asking,
  peeking,
  following,
  loading,
  signedIn,
  users,
  sessions,
}: Crowd): Verdict[] {
  const asked = asking ? faultsOf(`requesting a link, ${size} at once`, asking) : [];
  const faults = [
    ...asked,
    ...faultsOf(`looking at a link, ${size} at once`, peeking),
    ...faultsOf(`following a link, ${size} at once`, following),
    ...faultsOf(`the first page, ${size} at once`, loading),
  ];
  const figures = `${signedIn} signed in: ${users} users, ${sessions} sessions`;
  const isOneEach = signedIn === following.calls && users === signedIn && sessions === signedIn;
  const busy = [asking, following].reduce((sum, burst) => sum + (burst?.busy ?? 0), 0);
  return [
    verdict("answered", faults, `${size} at once, ${busy} answered with 503 before a repeat`),
    verdict("sessions", isOneEach ? [] : [`of ${following.calls} links, ${figures}`], figures),
  ];
}

export function clicksVerdict({ burst, sessions }: Clicks): Verdict[] {
  const signedIn = burst.tookMs.length;
  const figures = `${burst.calls} clicks: ${signedIn} signed in, ${sessions} sessions`;
  const faults = [
    ...(signedIn === 1 && sessions === 1 ? [] : [figures]),
    ...faultsOf("clicks on one link", { ...burst, refused: [] }),
  ];
  return [verdict("clicks", faults, figures)];
}

export function campaignVerdicts(run: CampaignRun): Verdict[] {
  const { recipients, status, missing, mailedTwice, wrongCounters, settledMs } = run;
  const figures = `${recipients} recipients, ${missing} without a mail, ${mailedTwice} with two`;
  const isSettled = settledMs !== null;
  return [
    overtakingVerdict(run),
    verdict(
      "recipients",
      missing + mailedTwice === 0 ? [] : [`${figures}; the campaign is ${status}`],
      figures,
    ),
    verdict(
      "counters",
      isSettled ? wrongCounters : ["not every mail was counted as delivered in time", ...wrongCounters],
      "every one counted",
    ),
  ];
}

function overtakingVerdict({ meanwhile, hanging }: CampaignRun): Verdict {
  const slowest = Math.max(...meanwhile);
  const never = meanwhile.filter((delay) => delay === Infinity).length;
  const detail = `${meanwhile.length} mails while ${hanging} calls hung, the slowest after ${Math.round(slowest)} ms`;
  if (never > 0) return verdict("overtakes", [`${never} of ${meanwhile.length} mails never arrived`], detail);
  return { promise: "overtakes", status: slowest <= SOON ? "kept" : "not met", detail };
}

export function mailVerdict({ asked, missing, twice }: MailCount): Verdict[] {
  const faults = [
    ...(missing.length > 0 ? [`no mail arrived for ${missing.length}: ${some(missing)}`] : []),
    ...(twice.length > 0 ? [`more than one mail arrived for ${twice.length}: ${some(twice)}`] : []),
  ];
  return [verdict("mails", faults, `${asked} people requested links`)];
}

export function logVerdict({ entries, neverResolved, unhandled }: LogSummary): Verdict {
  if (entries === 0)
    return { promise: "settled", status: "not tried", detail: "`npx convex logs` showed no call" };
  return verdict("settled", [...neverResolved, ...unhandled], `in the log of ${entries} entries`);
}

const some = (addresses: readonly string[]): string =>
  addresses.slice(0, 3).join(", ") + (addresses.length > 3 ? ", …" : "");
