/** The mailbox's own pages are as accessible as the app's, and fit the screen. */
import { expectAccessible, expectToFit } from "./support/accessible";
import { mintAndMail } from "./support/deployment";
import { expect, test } from "./support/test";

test("the inbox, a mail, the faults and the page of a deleted mail are accessible", async ({
  page,
  mailbox,
  address,
}) => {
  const box = process.env.MAILBOX_URL ?? "http://localhost:3025";
  await mintAndMail({ email: address });
  const { id } = await mailbox.newest(address);
  for (const path of [
    "/?search=nobody-at-all",
    `/?search=${address}`,
    `/mail/${id}`,
    "/controls",
    "/mail/gone",
  ])
    await test.step(path, async () => {
      await page.goto(box + path);
      await expectToFit(page, [320, 390, 768, 1280, 1920]);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      }
    });
  await page.goto(`${box}/mail/${id}`);
  await expect(page.getByRole("link", { name: "Open “Sign in”" })).toBeVisible();
});
