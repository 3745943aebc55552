import { type Check, fail, pass, warn } from "../check";

export const firstAdmin: Check = {
  id: "first-admin",
  title: "First admin",
  async look(subject) {
    const { hasAdmin } = await subject.inspection();
    if (hasAdmin) return pass("there is one");
    const { ADMIN_EMAILS } = await subject.variables();
    if (!ADMIN_EMAILS)
      return fail(
        "nobody is, and nobody can become one",
        "npx convex env set ADMIN_EMAILS 'you@example.com'",
      );
    return warn(
      "nobody has signed in yet whom ADMIN_EMAILS names",
      `Ask for a link at ${new URL("/login", await subject.siteUrl()).href} as one of them.`,
    );
  },
};
