/**
 * An admin changes the brand, which every page and mail then shows. This spec runs after all others, because they expect
 * the default brand. To run it by itself: `npx playwright test e2e/brand.spec.ts --no-deps`.
 */
import type { Page } from "@playwright/test";
import { expectAccessible, expectToFit } from "./support/accessible";
import { openAsAdmin } from "./support/admin";
import { askForLink } from "./support/pages";
import { expect, test } from "./support/test";

const BLUE = "rgb(29, 78, 216)";
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><rect width="300" height="60" fill="#1d4ed8"/></svg>`;

test("an admin changes name, colour, footer and logo, and pages and mails show them", async ({
  page,
  mailbox,
  address,
  request,
  openOtherBrowser,
}) => {
  await openAsAdmin(page, mailbox, "/admin/brand");
  const visitor = await openOtherBrowser();
  await save(page, { "Accent colour": "#ffcc00" });
  await expect(page.getByText(/#ffcc00 cannot be read on light pages: its contrast is 1\.3:1/)).toBeVisible();

  await save(page, {
    "Product name": "Acme & Söhne",
    "Accent colour": "#1d4ed8",
    "Support email": "help@acme.example",
    "Footer links": "Privacy https://acme.example/privacy",
  });
  await expect(page.getByText("Brand saved")).toBeVisible();
  await expectAccessible(page);
  await expectToFit(page, [320, 390, 768, 1280]);

  await expectSoon(visitor, "/login", () =>
    expect(visitor).toHaveTitle("Sign in · Acme & Söhne", { timeout: 1_000 }),
  );
  await expect(visitor.getByRole("link", { name: "Acme & Söhne", exact: true })).toBeVisible();
  await expect(visitor.getByRole("link", { name: "Privacy" })).toHaveAttribute(
    "href",
    "https://acme.example/privacy",
  );
  await expect(visitor.getByRole("link", { name: "Support" })).toHaveAttribute(
    "href",
    "mailto:help@acme.example",
  );
  const button = visitor.getByRole("button", { name: "Email me a link" });
  await expect(button).toHaveCSS("background-color", BLUE);
  for (const colorScheme of ["light", "dark"] as const) {
    await visitor.emulateMedia({ colorScheme });
    await expectAccessible(visitor);
  }

  await askForLink(visitor, address);
  const mail = await mailbox.newest(address);
  expect(mail).toMatchObject({
    subject: "Sign in to Acme & Söhne",
    from: '"Acme & Söhne" <hello@example.com>',
  });
  expect(mail.html).toContain("background-color:#1d4ed8");
  expect(mail.text).toContain("Questions? Write to help@acme.example.");
  expect(mail.html + mail.text).not.toContain("Latchkey");
  for (const path of PAGES) expect(await (await request.get(path)).text(), path).not.toContain("Latchkey");

  const logo = page.getByRole("group", { name: "Logo", exact: true });
  const chosen = page.waitForEvent("filechooser");
  await logo.getByRole("button", { name: "Choose a file" }).click();
  await (await chosen).setFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(LOGO) });
  await expect(page.getByText("Logo saved")).toBeVisible();
  await expectSoon(visitor, "/login?another", () =>
    expect(visitor.getByRole("link", { name: "Acme & Söhne" }).getByRole("img")).toBeVisible({
      timeout: 1_000,
    }),
  );
  await expect
    .poll(() => visitor.locator("header img:visible").evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBe(300);

  await logo.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Logo removed")).toBeVisible();
  await save(page, { "Product name": "", "Accent colour": "", "Support email": "", "Footer links": "" });
  await expectSoon(visitor, "/login?another", () =>
    expect(visitor).toHaveTitle("Sign in · Latchkey", { timeout: 1_000 }),
  );
});

/** Pages that anybody may open. Each shows the brand. */
const PAGES = [
  "/",
  "/login",
  "/login/confirm",
  "/how-it-works",
  "/unsubscribe",
  "/nowhere",
  "/brand/mark.svg",
];

async function save(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields))
    await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

/** Loads the page until it shows what is expected. A server reads the brand again after a few seconds. */
async function expectSoon(page: Page, path: string, expected: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expected();
  }).toPass();
}
