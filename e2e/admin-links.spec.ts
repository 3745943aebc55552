import type { APIRequestContext, Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { test } from "./support/admin";
import { linkIn } from "./support/mailbox";
import { expectDashboardOf, signIn } from "./support/pages";
import { expect, newAddress } from "./support/test";

// The tests run one after another. With BASE_URL all workers share one admin, and a newer link retires the older one,
// so parallel tests would have to repeat their sign-ins.
test.describe.configure({ mode: "default", timeout: 90_000 });

test("a link that an admin makes signs in once, and does not verify the address", async ({
  admin,
  address,
  openOtherBrowser,
}) => {
  const link = await makeLink(admin, address);
  await expect(row(admin, address)).toContainText("Ready");

  const other = await openOtherBrowser();
  await other.goto(link);
  await other.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(other, address);
  await expect(other.getByText("Email not verified")).toBeVisible();

  await expect(row(admin, address)).toContainText("Used");
  await expect(row(admin, address).getByRole("button")).toHaveCount(0);
  const third = await openOtherBrowser();
  await third.goto(link);
  await expect(third.getByRole("heading", { name: "This link has already been used" })).toBeVisible();
});

test("a link that is mailed verifies the address, and leads to the page that the admin chose", async ({
  admin,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await openLinkForm(admin, address);
  await admin.getByRole("textbox", { name: "Page to open" }).fill("/settings/profile");
  await admin.getByRole("textbox", { name: "Name" }).fill("Ada Lovelace");
  await admin.getByRole("button", { name: "Email the link" }).click();
  await expect(admin.getByText(`The link is on its way to ${address}.`)).toBeVisible();
  await expect(row(admin, address)).toContainText("opens /settings/profile · emailed");

  const other = await openOtherBrowser();
  await other.goto(linkIn(await mailbox.newest(address)));
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(other).toHaveURL(/\/settings\/profile$/);
  await expect(other.getByRole("textbox", { name: "Name" })).toHaveValue("Ada Lovelace");
  await other.goto("/dashboard");
  await expectDashboardOf(other, address);
  await expect(other.getByText("Email not verified")).toHaveCount(0);
});

test("a link that is revoked signs nobody in", async ({ admin, address, openOtherBrowser }) => {
  const link = await makeLink(admin, address);
  await admin.getByRole("button", { name: `Revoke the link for ${address}` }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row(admin, address)).toContainText("Revoked");

  const other = await openOtherBrowser();
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
});

test("a link can be made with the keyboard only", async ({ admin, address }) => {
  await admin.goto("/admin/links");
  await admin.getByRole("button", { name: "Create a sign-in link" }).focus();
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("textbox", { name: "Email" })).toBeFocused();
  await admin.keyboard.type(address);
  await admin.getByRole("radio", { name: "Email it to them" }).focus();
  await admin.keyboard.press("ArrowDown");
  await admin.keyboard.press("Enter");
  await expect(admin.getByRole("button", { name: "Copy the link" })).toBeFocused();
  await admin.keyboard.press("Escape");
  await expect(admin.getByRole("button", { name: "Create a sign-in link" })).toBeFocused();
});

test("an API key makes links until it is revoked", async ({ admin, address, request, openOtherBrowser }) => {
  const name = `Test ${newAddress()}`;
  await admin.goto("/admin/keys");
  await admin.getByRole("button", { name: "Create a key" }).click();
  await admin.getByRole("textbox", { name: "Name" }).fill(name);
  await admin.getByRole("button", { name: "Create the key" }).click();
  const command = await admin.getByRole("textbox", { name: "Try it: create a link" }).inputValue();
  await admin.getByRole("button", { name: "Done" }).click();
  await expect(row(admin, name)).toContainText("Never");

  const answer = await runCurl(request, command, address);
  expect(answer.status()).toBe(201);
  const { url } = (await answer.json()) as { url: string };
  const other = await openOtherBrowser();
  await other.goto(url);
  await other.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(other, address);
  await expect(row(admin, name)).not.toContainText("Never");

  await admin.getByRole("button", { name: `Revoke the key “${name}”` }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row(admin, name)).toContainText("Revoked");
  expect((await runCurl(request, command, address)).status()).toBe(401);
});

test("a member reads who these pages are for, and nothing else", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await expect(page.getByRole("link", { name: "Admin" })).toHaveCount(0);
  for (const path of ["/admin", "/admin/links", "/admin/keys"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "This part is for writers, marketers and admins",
    );
    expect(await (await page.request.get(path)).text()).not.toContain("Created by");
  }
  await expectAccessible(page);
  await page.getByRole("link", { name: "Back to the dashboard" }).click();
  await expectDashboardOf(page, address);
});

test("without a session, the page leads to /login and back", async ({ page }) => {
  await page.goto("/admin/keys");
  await expect(page).toHaveURL(/\/login\?next=(\/|%2F)admin(\/|%2F)keys$/);
});

// Contrast depends only on the colour scheme, and overflow only on the width, so these two combinations cover both.
for (const [colorScheme, width] of [
  ["dark", 320],
  ["light", 1280],
] as const) {
  test(`the page is accessible and fits at ${width} px in ${colorScheme} colours`, async ({
    admin,
    address,
  }) => {
    await admin.setViewportSize({ width, height: 800 });
    await admin.emulateMedia({ colorScheme });
    await openLinkForm(admin, address);
    await expectAccessible(admin);
    await admin.getByRole("radio", { name: "Show me the link" }).check();
    await admin.getByRole("button", { name: "Create the link" }).click();
    await expect(admin.getByRole("textbox", { name: "Link" })).toBeVisible();
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Done" }).click();
    await expectAccessible(admin);
    await admin.getByRole("button", { name: `Revoke the link for ${address}` }).click();
    await expectAccessible(admin);
    await admin.goto("/admin/keys");
    await expectAccessible(admin);
    await admin.getByRole("button", { name: "Create a key" }).click();
    await expectAccessible(admin);
  });
}

async function openLinkForm(page: Page, address: string): Promise<void> {
  await page.goto("/admin/links");
  await page.getByRole("button", { name: "Create a sign-in link" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(address);
}

/** Creates a link with the "Show me the link" option and returns it from the dialog. */
async function makeLink(page: Page, address: string): Promise<string> {
  await openLinkForm(page, address);
  await page.getByRole("radio", { name: "Show me the link" }).check();
  await page.getByRole("button", { name: "Create the link" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await page.content()).not.toContain(new URL(link).searchParams.get("token"));
  return link;
}

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

/** Sends the request of the dialog's curl command, but for this address. */
function runCurl(request: APIRequestContext, command: string, email: string) {
  const [, url, authorization] = /^curl (\S+) -H 'Authorization: ([^']+)'/.exec(command) ?? [];
  return request.post(url ?? "", { headers: { authorization: authorization ?? "" }, data: { email } });
}
