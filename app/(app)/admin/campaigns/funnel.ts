/** The counters of a campaign as convex/model/campaigns/counts.ts keeps them; what has not happened yet is missing. */
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

type Stage = (typeof STAGES)[number];
type Loss = (typeof LOSSES)[number];

export type Funnel = Record<Stage | Loss, number> & {
  audience: number;
  /** Not sent yet, and not out of the campaign either. */
  queued: number;
  /** Of whom it is settled whether they get the mail. */
  settled: number;
};

/** Who got how far. A stage counts everybody who came through it, so each is part of the one before. */
export function funnelOf(counts: Counts): Funnel {
  const of = (name: string) => Math.max(0, counts[name] ?? 0);
  const audience = of("recipients");
  const outcomes = ["sent", "failed", "member", "suppressed", "withdrawn"];
  const settled = Math.min(
    audience,
    outcomes.reduce((sum, name) => sum + of(name), 0),
  );
  const reached = Object.fromEntries([...STAGES, ...LOSSES].map((name) => [name, of(name)]));
  return { ...(reached as Record<Stage | Loss, number>), audience, settled, queued: audience - settled };
}
