/** Convex takes calls and never answers: every page says so instead of staying blank, and the sign-in form is always there. */
import { linkIn } from "./support/mailbox";
import { type NextServer, startNext } from "./support/next-server";
import { signIn } from "./support/pages";
import { expect, test } from "./support/test";

let frozen: NextServer;
test.beforeAll(async () => {
  frozen = await startNext({ isConvexFrozen: true });
});
test.afterAll(() => frozen.kill());

test("the sign-in form is there, also for somebody who is signed in", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  for (const path of ["/login", "/login?another"]) {
    await page.goto(`${frozen.url}${path}`);
    await expect(page.getByRole("textbox", { name: "Email" })).toBeVisible();
  }
});

test("signed-in pages say that the server could not be reached", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  for (const path of ["/dashboard", "/settings/profile", "/settings/sessions", "/admin/campaigns"]) {
    await page.goto(`${frozen.url}${path}`);
    await expect(page.getByRole("heading", { name: "We could not reach the server" })).toBeVisible();
  }
});

test("the page of a link in hand says so too, and keeps the link", async ({ page, mailbox, address }) => {
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Email me a link" }).click();
  const { search } = new URL(linkIn(await mailbox.newest(address)));
  await page.context().clearCookies();
  await page.goto(`${frozen.url}/login/callback${search}`);
  await expect(page.getByRole("heading", { name: "We could not reach the server" })).toBeVisible();
  await page.goto("/login/confirm");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
});
