import { randomBytes } from "node:crypto";
import { BRAND_VARIABLES } from "../../lib/environment/brand";
import { readConvexEnvironment } from "../../lib/environment/convex";
import type { Problem } from "../../lib/environment/problem";
import { refusedInProduction } from "../../lib/environment/production";

type Values = Readonly<Record<string, string>>;

export interface Known {
  /** The deployment's values. */
  convex: Values;
  /** The values in the file of the Next side. */
  file: Values;
  answers: Values;
}

export interface SetupPlan {
  /** To set on Convex: only values that differ. */
  sets: Record<string, string>;
  /** To remove from Convex: values from development that production refuses. */
  removes: string[];
  /** To write to the file of the Next side: only values that differ. */
  writes: Record<string, string>;
  problems: Problem[];
}

const REMOVABLE = ["RESEND_BASE_URL", "RATE_LIMIT_SCALE", "RESEND_WEBHOOK_SECRET"];

/** The remaining changes. After they are made, a second plan with the same answers is empty. */
export function planSetup({ convex, file, answers }: Known): SetupPlan {
  const siteUrl = answers.SITE_URL ?? convex.SITE_URL ?? "";
  const keep = (name: string, ...known: (string | undefined)[]) =>
    known.find((value) => value && !refusedInProduction(name, value, siteUrl)) ?? newSecret();
  const proxySecret = keep("INTERNAL_PROXY_SECRET", file.INTERNAL_PROXY_SECRET, convex.INTERNAL_PROXY_SECRET);
  const brand = Object.fromEntries(
    BRAND_VARIABLES.map((name) => [name, answers[name] ?? convex[name] ?? ""]).filter(([, value]) => value),
  ) as Values;
  const wanted: Values = {
    ...convex,
    ...answers,
    BETTER_AUTH_SECRET: keep("BETTER_AUTH_SECRET", convex.BETTER_AUTH_SECRET),
    INTERNAL_PROXY_SECRET: proxySecret,
  };
  const removes = REMOVABLE.filter(
    (name) => answers[name] === undefined && refusedInProduction(name, convex[name], siteUrl),
  );
  const after = Object.fromEntries(Object.entries(wanted).filter(([name]) => !removes.includes(name)));
  const reading = readConvexEnvironment(after);
  return {
    sets: news(after, convex),
    removes,
    writes: news({ SITE_URL: siteUrl, INTERNAL_PROXY_SECRET: proxySecret, ...brand }, file),
    problems: reading.ok ? [] : reading.problems,
  };
}

const newSecret = (): string => randomBytes(32).toString("base64url");

function news(wanted: Values, present: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(wanted).filter(([name, value]) => present[name] !== value));
}
