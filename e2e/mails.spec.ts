import { campaignMail, confirmationMail, invitationMail, signInMail } from "./screenshots/mails";
import { expectReadable } from "./support/accessible";
import { test } from "./support/test";

const MAILS = {
  "sign-in": signInMail,
  confirmation: confirmationMail,
  invitation: invitationMail,
  campaign: campaignMail,
};

for (const [name, render] of Object.entries(MAILS))
  for (const colorScheme of ["light", "dark"] as const)
    test(`the ${name} mail is accessible and fits, in ${colorScheme} colours`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setContent((await render()).html);
      await expectReadable(page);
    });
