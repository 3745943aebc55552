/** Every page and state, in both colour schemes and at every width: accessible, and nothing overflows. */
import { expectAccessible, expectToFit } from "./support/accessible";
import { scenes } from "./support/scenes";
import { expect, test } from "./support/test";

for (const [name, scene] of Object.entries(scenes))
  test(name, async ({ page, mailbox, address, openOtherBrowser }) => {
    await scene({ page, mailbox, address, openOtherBrowser });
    await expectToFit(page, [320, 390, 768, 1280, 1920]);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 800 });
    await expectAccessible(page);
    await expect(page).toHaveTitle(/^.+ · Latchkey$|^Latchkey: .+$/);
  });
