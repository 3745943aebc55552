import { isOnThisMachine } from "../../../lib/environment/production";
import { type Check, fail, pass } from "../check";

/** The Next side refuses to start with less than a complete environment, so an answer is proof of one. */
export const nextEnvironment: Check = {
  id: "next-environment",
  title: "Variables on the Next side",
  async look(subject) {
    const { siteUrl } = await subject.health();
    if (siteUrl.startsWith("https:") || isOnThisMachine(siteUrl))
      return pass("complete and well-formed, or it would not have started");
    return fail(`SITE_URL is ${siteUrl}`, "Serve the app over https, and say so in SITE_URL on both sides.");
  },
};
