import { type Check, pass, warn } from "../check";

export const allowList: Check = {
  id: "allow-list",
  title: "Who is mailed",
  async look(subject) {
    const { MAIL_ALLOW_LIST } = await subject.variables();
    if (MAIL_ALLOW_LIST === undefined) return pass("everybody");
    return warn(
      `only ${MAIL_ALLOW_LIST}, and Resend's own sink`,
      "Right for a preview. Elsewhere: npx convex env remove MAIL_ALLOW_LIST",
    );
  },
};
