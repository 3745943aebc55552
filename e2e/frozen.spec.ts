/**
 * Convex accepts calls and never answers: every page says so instead of staying blank, and the sign-in form is always
 * there.
 */
import { linkIn } from "./support/mailbox";
import { type NextServer, startNext } from "./support/next-server";
import { signIn } from "./support/pages";
import { expect, test } from "./support/test";

let frozen: NextServer;
test.beforeAll(async () => {
  frozen = await startNext({ frozen: "" });
});
test.afterAll(() => frozen.kill());

test("the sign-in form is shown, also to a signed-in person", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  for (const path of ["/login", "/login?another"]) {
    await page.goto(`${frozen.url}${path}`);
    await expect(page.getByRole("textbox", { name: "Email" })).toBeVisible();
  }
});

test("signed-in pages say that the server cannot be reached", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  for (const path of ["/dashboard", "/settings/profile", "/settings/sessions", "/admin/campaigns"]) {
    const tab = await page.context().newPage();
    await tab.goto(`${frozen.url}${path}`);
    await expect(tab.getByRole("heading", { name: "We could not reach the server" })).toBeVisible();
    await tab.close();
  }
});

test("the confirm page says so too, and keeps the link", async ({ page, mailbox, address }) => {
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Email me a link" }).click();
  const { search } = new URL(linkIn(await mailbox.newest(address)));
  await page.context().clearCookies();
  await page.goto(`${frozen.url}/login/callback${search}`);
  await expect(page.getByRole("heading", { name: "We could not reach the server" })).toBeVisible();
  const tab = await page.context().newPage();
  await tab.goto("/login/confirm");
  await tab.getByRole("button", { name: "Continue" }).click();
  await expect(tab.getByRole("heading", { name: "Dashboard" })).toBeVisible();
});

test("a page that could not reach the server recovers automatically", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  const server = await startNext({ frozen: "" });
  try {
    await page.goto(`${server.url}/settings/profile`);
    await expect(page.getByRole("heading", { name: "We could not reach the server" })).toBeVisible();
    await expect(page.getByText("This page tries again automatically.")).toBeVisible();
    server.thaw();
    await expect(page.getByLabel("Email")).toHaveValue(address);
  } finally {
    await page.close();
    await server.kill();
  }
});

test("a page that is only partly rendered recovers automatically", async ({
  page,
  mailbox,
  address,
  consoleErrors,
}) => {
  await signIn(page, mailbox, address);
  const server = await startNext({ frozen: "sessions:list" });
  try {
    await page.goto(`${server.url}/settings/sessions`);
    await expect(page.getByRole("heading", { name: "This page could not be loaded" })).toBeVisible();
    server.thaw();
    await expect(page.getByText("This browser")).toBeVisible();
  } finally {
    await page.close();
    await server.kill();
    consoleErrors.take();
  }
});
