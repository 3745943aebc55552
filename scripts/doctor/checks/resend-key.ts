import { askResend } from "../ask-resend";
import { type Check, pass, warn } from "../check";
import { mailsLocally } from "../subject";

export const resendKey: Check = {
  id: "resend-key",
  title: "Resend key",
  async look(subject) {
    const domains = await askResend(subject, (resend) => resend.domains.list());
    if (domains)
      return pass((await mailsLocally(subject)) ? "the mailbox of this machine takes it" : "Resend takes it");
    return warn(
      "it may send, and nothing else",
      "That is enough to run. For the checks below, run the doctor once with a key of full access.",
    );
  },
};
