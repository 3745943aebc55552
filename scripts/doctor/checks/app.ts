import { type Check, fail, pass, skip, warn } from "../check";
import { request } from "../subject";

export const app: Check = {
  id: "app",
  title: "App",
  async look(subject) {
    const siteUrl = await subject.siteUrl();
    const health = await subject.health();
    if (health.status === "ok")
      return pass(`${siteUrl} answers, and reaches Convex in ${health.convexMs} ms`);
    return fail(
      `${siteUrl} answers: ${health.problems.join(" ")}`,
      "The checks below say what is wrong. Deploy both sides together: npx convex deploy --cmd 'npm run build'",
    );
  },
};

const SECOND = 1_000;
/** Convex accepts a signature of Next.js only for two minutes, see packages/login-links/src/convex/client.ts. */
const TOO_FAR = 90 * SECOND;
const FAR = 15 * SECOND;

const FIX =
  "Synchronise the clocks of both machines (NTP, chrony). If they differ by more than two minutes, Convex ignores what Next signs, and all visitors share one small rate limit.";

export const clock: Check = {
  id: "clock",
  title: "Clocks",
  async look(subject) {
    const [{ convexUrl }] = await Promise.all([subject.inspection(), subject.health()]);
    const [next, convex] = await Promise.all([
      aheadBy(new URL("/api/health", await subject.siteUrl())),
      aheadBy(new URL("/version", convexUrl)),
    ]);
    if (next === null || convex === null) return skip("one side does not report its time");
    const apart = Math.abs(next - convex);
    const detail = `the clocks of Next and Convex differ by ${Math.round(apart / SECOND)} s`;
    if (apart > TOO_FAR) return fail(detail, FIX);
    return apart > FAR ? warn(detail, FIX) : pass(detail);
  },
};

/**
 * How far a server's clock is ahead of ours, in ms; null if the server sends no `Date` header. The result is only exact
 * to a second, because the header has whole seconds.
 */
async function aheadBy(url: URL): Promise<number | null> {
  const before = Date.now();
  const response = await request(url);
  const halfway = (before + Date.now()) / 2;
  await response.body?.cancel();
  const date = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(date) ? null : date + SECOND / 2 - halfway;
}
