/** Takes pictures of each email: in light mode, in dark mode, and on a phone. */
import type { Page } from "@playwright/test";
import { test } from "../support/test";
import { campaignMail, invitationMail, signInMail } from "./mails";
import { type Picture, sideBySide } from "./side-by-side";

const MAILS = { "sign-in": signInMail, invitation: invitationMail, campaign: campaignMail };

for (const [name, render] of Object.entries(MAILS))
  test(name, async ({ page }) => {
    await page.setContent((await render()).html);
    const pictures = [
      await picture(page, "light", 620),
      await picture(page, "dark", 620),
      await picture(page, "light", 360),
    ];
    await sideBySide(page, pictures, `docs/emails/${name}.webp`);
  });

async function picture(page: Page, colorScheme: "light" | "dark", width: number): Promise<Picture> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 200 });
  const png = await page.screenshot({ fullPage: true });
  await page.emulateMedia({ colorScheme: "light" });
  return { png, width };
}
