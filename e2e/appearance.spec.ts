/** Every page and state, in both colour schemes and at every width: accessible, and nothing sticks out. */
import { expectAccessible, expectToFit } from "./support/accessible";
import { scenes } from "./support/scenes";
import { expect, test } from "./support/test";

for (const [name, scene] of Object.entries(scenes))
  test(name, async ({ page, mailbox, address, openOtherBrowser }) => {
    await scene({ page, mailbox, address, openOtherBrowser });
    await expectToFit(page, [320, 390, 768, 1280, 1920]);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await expect(page).toHaveTitle(/^.+ · Latchkey$|^Latchkey: .+$/);
  });
