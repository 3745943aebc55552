import { DEFAULT_APP_NAME } from "../../../lib/app-name";
import { readConvexEnvironment } from "../../../lib/environment/convex";
import { isOnThisMachine } from "../../../lib/environment/this-machine";
import { type Check, fail, pass } from "../check";

export const convexEnvironment: Check = {
  id: "convex-environment",
  title: "Variables on Convex",
  async look(subject) {
    const reading = readConvexEnvironment(await subject.variables());
    if (reading.ok) return pass("complete and well-formed");
    return fail(
      reading.problems.map(({ name, what }) => `${name} ${what}`).join("\n"),
      reading.problems.map(({ fix }) => fix).join("\n"),
    );
  },
};

/** The Next side refuses to start with an incomplete environment, so any answer proves that it is complete. */
export const nextEnvironment: Check = {
  id: "next-environment",
  title: "Variables on the Next side",
  async look(subject) {
    const { siteUrl } = await subject.health();
    if (siteUrl.startsWith("https:") || isOnThisMachine(siteUrl))
      return pass("complete and well-formed; otherwise the app would not have started");
    return fail(
      `SITE_URL is ${siteUrl}`,
      "Serve the app over https, and set SITE_URL to that address on both sides.",
    );
  },
};

/** Next.js and Convex must have the same values. They compare the secret without revealing it. */
export const agreement: Check = {
  id: "agreement",
  title: "Both sides agree",
  async look(subject) {
    const [health, { SITE_URL, APP_NAME = DEFAULT_APP_NAME }, inspection] = await Promise.all([
      subject.health(),
      subject.variables(),
      subject.inspection(),
    ]);
    const pairs = [
      ["SITE_URL", health.siteUrl, SITE_URL],
      ["APP_NAME", health.appName, APP_NAME],
      ["NEXT_PUBLIC_CONVEX_URL", health.convexUrl, inspection.convexUrl],
      ["NEXT_PUBLIC_CONVEX_SITE_URL", health.convexSiteUrl, inspection.convexSiteUrl],
    ];
    const differing = pairs
      .filter(([, next, convex]) => next !== convex)
      .map(([name, next, convex]) => `${name} is ${next} for Next, but ${convex} for Convex`);
    const secret = health.problems.filter((problem) => problem.startsWith("INTERNAL_PROXY_SECRET"));
    if (differing.length + secret.length === 0)
      return pass("the addresses and the shared secret are the same");
    return fail(
      [...differing, ...secret].join("\n"),
      "Set the same value on both sides (npx convex env set NAME), then build and start the Next side again.",
    );
  },
};
