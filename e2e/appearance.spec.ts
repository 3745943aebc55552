import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { linkIn } from "./support/mailbox";
import { askForLink, signIn } from "./support/pages";
import { expect, test } from "./support/test";

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

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

const describe = ({ id, nodes }: Violation) =>
  nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`);

async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.flatMap(describe)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, "pixels that stick out to the right").toBeLessThanOrEqual(0);
}
