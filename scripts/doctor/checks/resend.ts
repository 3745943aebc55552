import { askResend } from "../ask-resend";
import { type Check, fail, pass, skip, warn } from "../check";
import { findDomain } from "../sending-domain";
import { mailsLocally } from "../subject";

export const resendKey: Check = {
  id: "resend-key",
  title: "Resend key",
  async look(subject) {
    const domains = await askResend(subject, (resend) => resend.domains.list());
    if (domains)
      return pass(
        (await mailsLocally(subject)) ? "the mailbox on this machine accepts it" : "Resend accepts it",
      );
    return warn(
      "it may only send mail",
      "That is enough to run the app. To run the checks below, run the doctor once with a full-access key.",
    );
  },
};

export const sendingDomain: Check = {
  id: "sending-domain",
  title: "Sending domain",
  async look(subject) {
    const domain = await findDomain(subject);
    if (!domain) return skip("the key may only send mail");
    if (domain.status === "verified" && domain.capabilities.sending !== "disabled")
      return pass(`${domain.name} is verified`);
    return fail(
      `${domain.name} is ${domain.status.replaceAll("_", " ")} at Resend`,
      "Add the records that https://resend.com/domains shows to the domain's DNS, then verify the domain there.",
    );
  },
};

const SWITCH_OFF = "Switch it off at https://resend.com/domains, in the settings of the domain.";

/**
 * Click tracking sends every link through another server. That server sees the tokens, and one-click sign-in no longer
 * works.
 */
export const tracking: Check = {
  id: "tracking",
  title: "Tracking in mail",
  async look(subject) {
    const domain = await findDomain(subject);
    if (!domain) return skip("the key may only send mail");
    if (domain.click_tracking) return fail("click tracking is on: it rewrites sign-in links", SWITCH_OFF);
    if (domain.open_tracking)
      return warn("open tracking is on: sign-in mail carries a tracking pixel", SWITCH_OFF);
    return pass("off, for both clicks and opens");
  },
};

export const allowList: Check = {
  id: "allow-list",
  title: "Who gets mail",
  async look(subject) {
    const { MAIL_ALLOW_LIST } = await subject.variables();
    if (MAIL_ALLOW_LIST === undefined) return pass("everybody");
    return warn(
      `only ${MAIL_ALLOW_LIST}, and Resend's test addresses`,
      "This is right for a preview. Elsewhere run: npx convex env remove MAIL_ALLOW_LIST",
    );
  },
};
