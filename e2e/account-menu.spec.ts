/** The account menu says who is signed in, also on a phone. */
import { expectAccessible } from "./support/accessible";
import { signIn } from "./support/pages";
import { expect, test } from "./support/test";

for (const width of [320, 360, 700, 1280]) {
  test(`the account menu opens and fits in a window of ${width} pixels`, async ({
    page,
    mailbox,
    address,
  }) => {
    await signIn(page, mailbox, address);
    await page.setViewportSize({ width, height: 640 });
    await page.goto("/dashboard");
    const button = page.getByRole("button", { name: "Account menu" });
    await expect(button).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("button", { name: "Sign out", exact: true })).toBeInViewport({ ratio: 1 });
    const menu = page.getByRole("menu");
    await button.click();
    await expect(menu).toContainText(`Signed in as ${address}`);
    await expect(menu).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await expectAccessible(page);
    await page.getByRole("menuitem", { name: "Your sessions" }).click();
    await expect(page).toHaveURL(/\/settings\/sessions$/);
  });
}
