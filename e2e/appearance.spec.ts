import { expectAccessible } from "./support/accessible";
import { linkIn } from "./support/mailbox";
import { askForLink, signIn } from "./support/pages";
import { test } from "./support/test";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme });

    for (const path of ["/", "/login", "/login?problem=expired", "/nowhere"]) {
      test(`${path} is accessible and fits`, async ({ page }) => {
        await page.goto(path);
        await expectAccessible(page);
      });
    }

    test("the page to wait on, the page to confirm on and the dashboard are, too", async ({
      page,
      mailbox,
      address,
      openOtherBrowser,
    }) => {
      await askForLink(page, address);
      await expectAccessible(page);
      const other = await openOtherBrowser({ colorScheme });
      await other.goto(linkIn(await mailbox.newest(address)));
      await expectAccessible(other);
      await page.goto(linkIn(await mailbox.newest(address)));
      await expectAccessible(page);
    });

    test("the settings are, too", async ({ page, mailbox, address }) => {
      await signIn(page, mailbox, address);
      for (const path of ["/settings/profile", "/settings/sessions"]) {
        await page.goto(path);
        await expectAccessible(page);
      }
    });
  });
}
