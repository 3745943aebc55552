import { type Check, fail, pass, skip, warn } from "../check";
import { findDomain } from "../sending-domain";

const SWITCH_OFF = "Switch it off at https://resend.com/domains, in the domain's settings.";

/** Click tracking leads every link over another server, which then sees tokens, and breaks the one click for good. */
export const tracking: Check = {
  id: "tracking",
  title: "Tracking in mail",
  async look(subject) {
    const domain = await findDomain(subject);
    if (!domain) return skip("the key may only send");
    if (domain.click_tracking) return fail("click tracking is on: it rewrites sign-in links", SWITCH_OFF);
    if (domain.open_tracking)
      return warn("open tracking is on: sign-in mail carries a tracking pixel", SWITCH_OFF);
    return pass("off, for clicks and opens");
  },
};
