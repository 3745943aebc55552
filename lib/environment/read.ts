import type * as z from "zod";
import type { Problem, Source } from "./problem";
import { allRefused } from "./production";

/** A schema in which each variable has the metadata `fix`, the advice for a wrong value. */
export type Schema = z.ZodObject<Record<string, z.ZodType>>;

export type Reading<S extends Schema> = { ok: true; env: z.output<S> } | { ok: false; problems: Problem[] };

/**
 * The parsed environment, or all of its problems at once: missing variables, wrong ones, and those that production
 * refuses.
 */
export function read<S extends Schema>(schema: S, source: Source): Reading<S> {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = schema.safeParse(filled);
  const wrong = result.error?.issues.map(({ path, message }) => asProblem(schema, String(path[0]), message));
  const siteUrl = filled.SITE_URL;
  const refused = siteUrl === undefined ? [] : allRefused(pick(schema, filled), siteUrl);
  const problems = [...(wrong ?? []), ...refused];
  return result.success && problems.length === 0 ? { ok: true, env: result.data } : { ok: false, problems };
}

/** Only the variables of this schema. The others may belong to the other side. */
function pick(schema: Schema, source: Source): Source {
  return Object.fromEntries(Object.keys(schema.shape).map((name) => [name, source[name]]));
}

function asProblem(schema: Schema, name: string, what: string): Problem {
  return { name, what, fix: String(schema.shape[name]?.meta()?.fix ?? "") };
}

/** For a schema's `error`: a missing variable gets a different message than a wrong one. */
export const mustBe =
  (what: string) =>
  ({ input }: { input?: unknown }): string =>
    input === undefined ? "is missing" : `must be ${what}`;
