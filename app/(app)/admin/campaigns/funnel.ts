import { percentText } from "@/lib/numbers";

/**
 * The counters of a campaign, as convex/model/campaigns/counts.ts stores them. A counter that never changed is missing.
 */
export type Counts = Readonly<Record<string, number>>;

const STAGES = ["sent", "delivered", "opened", "clicked", "accepted"] as const;
const LOSSES = [
  "bounced",
  "complained",
  "failed",
  "member",
  "suppressed",
  "unsubscribed",
  "withdrawn",
] as const;

/** Who opened the links of the invitations: lib/link-visits/rule.ts. */
const OPENINGS = ["openedByPeople", "openedByFilters", "openedUnclear"] as const;

type Stage = (typeof STAGES | typeof OPENINGS)[number];
type Loss = (typeof LOSSES)[number];

export type Funnel = Record<Stage | Loss, number> & {
  audience: number;
  /** Recipients whose mail still has to be sent: the audience without the settled recipients. */
  queued: number;
  /** Recipients whose mail was sent, has failed, or will not be sent. */
  settled: number;
};

/**
 * How many recipients reached each stage, by the events that were reported. Recipients stay counted in the earlier
 * stages when they reach a later one.
 */
export function funnelOf(counts: Counts): Funnel {
  const of = (name: string) => Math.max(0, counts[name] ?? 0);
  const audience = of("recipients");
  const outcomes = ["sent", "failed", "member", "suppressed", "withdrawn"];
  const settled = Math.min(
    audience,
    outcomes.reduce((sum, name) => sum + of(name), 0),
  );
  const reached = Object.fromEntries([...STAGES, ...LOSSES, ...OPENINGS].map((name) => [name, of(name)]));
  return { ...(reached as Record<Stage | Loss, number>), audience, settled, queued: audience - settled };
}

/** Numbers that are shown as a share of the audience. All others are a share of the emails that were sent. */
const OF_AUDIENCE: readonly (keyof Funnel)[] = [
  "queued",
  "sent",
  "failed",
  "member",
  "suppressed",
  "withdrawn",
];

export type Rate = { share: string; of: "audience" | "sent" };

/** A number as a percentage, and what it is a percentage of. Null while that whole is zero. */
export function rateOf(funnel: Funnel, name: keyof Funnel): Rate | null {
  const of = OF_AUDIENCE.includes(name) ? "audience" : "sent";
  return funnel[of] === 0 ? null : { share: percentText(funnel[name], funnel[of]), of };
}
