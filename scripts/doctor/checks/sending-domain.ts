import { type Check, fail, pass, skip } from "../check";
import { findDomain } from "../sending-domain";

export const sendingDomain: Check = {
  id: "sending-domain",
  title: "Sending domain",
  async look(subject) {
    const domain = await findDomain(subject);
    if (!domain) return skip("the key may only send");
    if (domain.status === "verified" && domain.capabilities.sending !== "disabled")
      return pass(`${domain.name} is verified`);
    return fail(
      `${domain.name} is ${domain.status.replaceAll("_", " ")} at Resend`,
      "Add the records that https://resend.com/domains shows to the DNS of the domain, then verify it there.",
    );
  },
};
