import { type Check, fail, pass } from "../check";
import { request } from "../subject";

const MAKE = "Make one: npx convex run signingKeys:ensure";

/** Without a key no session can be signed. It is asked for where Convex itself asks. */
export const signingKeys: Check = {
  id: "signing-keys",
  title: "Signing keys",
  async look(subject) {
    const { convexSiteUrl, hasSigningKey } = await subject.inspection();
    if (!hasSigningKey) return fail("there is none", MAKE);
    const response = await request(new URL("/api/auth/convex/jwks", convexSiteUrl));
    const { keys } = (await response.json().catch(() => ({}))) as { keys?: unknown[] };
    if (keys?.length)
      return pass(keys.length === 1 ? "one, and it is published" : `${keys.length}, published`);
    return fail(
      `${response.url} answers ${response.status}, and shows none`,
      "Sessions signed with a key that nobody can look up are refused: push the functions again.",
    );
  },
};
