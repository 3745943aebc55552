/** Every page for people who are signed in, as the folders of app/(app) list them. */
import { readdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible, expectToFit } from "./support/accessible";
import { test } from "./support/admin";
import { expect } from "./support/test";

const routes = readdirSync("app/(app)", { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "page.tsx")
  .map((file) => `/${path.dirname(file)}`)
  .sort();

// Both colour schemes are looked at on a phone, and one of them on a wide screen as well.
for (const [colorScheme, widths] of [
  ["light", [320, 1440]],
  ["dark", []],
] as const)
  test(`every page is accessible on a phone in ${colorScheme} colours, and nothing overflows`, async ({
    admin: page,
  }) => {
    test.setTimeout(300_000);
    const examples = await exampleIds(page);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    for (const route of routes)
      await test.step(route, async () => {
        await page.goto(addressOf(route, examples));
        await expectAccessible(page);
        await expectToFit(page, [...widths]);
      });
  });

/** The id of a draft and of a person, by the folder of their page. */
async function exampleIds(page: Page): Promise<Record<string, string>> {
  await page.goto("/admin/people");
  const person = page.getByRole("table").getByRole("link").first();
  const toPerson = (await person.getAttribute("href")) ?? "";
  await page.goto("/admin/campaigns");
  await page.getByRole("button", { name: "New campaign" }).click();
  await expect(page).toHaveURL(/\/admin\/campaigns\/[a-z0-9]+/);
  const toCampaign = new URL(page.url()).pathname;
  return {
    "/admin/people/[id]": toPerson,
    "/admin/campaigns/[id]": toCampaign,
  };
}

function addressOf(route: string, examples: Record<string, string>): string {
  const address = examples[route] ?? route.replace("[...missing]", "nothing");
  if (address.includes("[")) throw new Error(`Add an example of ${route} to this test.`);
  return address;
}
