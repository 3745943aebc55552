/**
 * The gzipped size of the JavaScript that a page loads, compared with an empty Next.js page
 * (docs/decisions/0025-the-bare-page.md). Pages that people reach from an email may add very little.
 */
import { openAsAdmin } from "./support/admin";
import { type BarePage, openBarePage } from "./support/bare-page";
import { mint } from "./support/deployment";
import { signIn } from "./support/pages";
import { expect, test } from "./support/test";
import { weightOfScripts } from "./support/weight";

const LIMITS: Record<string, number> = { "/": 1.02, "/login": 1.05, "/login/confirm": 1.02 };

let bare: BarePage;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  bare = await openBarePage();
});

test.afterAll(() => bare.close());

test("the pages of the sign-in load little more than an empty page", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  const weights: Record<string, number> = {};
  const weigh = async (name: string, path = name, browser = page) =>
    (weights[name] = await weightOfScripts(browser, path));
  const bareWeight = await weigh("a bare page", bare.url);
  await weigh("/");
  await weigh("/login");
  await page.goto(await mint({ email: address }));
  await weigh("/login/confirm");
  await signIn(page, mailbox, address);
  await weigh("/dashboard");
  const admin = await openOtherBrowser();
  await openAsAdmin(admin, mailbox, "/admin/campaigns");
  await admin.getByRole("button", { name: "New campaign" }).click();
  await expect(admin).toHaveURL(/\/admin\/campaigns\/\w+/);
  await weigh("a campaign", admin.url(), admin);

  console.log(inTable(weights, bareWeight));
  for (const [name, limit] of Object.entries(LIMITS))
    expect(weights[name], `${name}, bytes`).toBeLessThanOrEqual(limit * bareWeight);
});

function inTable(weights: Record<string, number>, bareWeight: number): string {
  const rows = Object.entries(weights).map(([name, bytes]) => {
    const limit = LIMITS[name];
    const ratio = (bytes / bareWeight).toFixed(4);
    return [name.padEnd(16), `${(bytes / 1000).toFixed(1)} kB`, ratio, limit ? `at most ${limit}` : ""].join(
      "  ",
    );
  });
  return ["JavaScript of a page, gzipped, and how many times that of a bare one:", ...rows].join("\n");
}
