import { codeIn, linkIn } from "./support/mailbox";
import { askForLink, expectDashboardOf, typeCode } from "./support/pages";
import { expect, test } from "./support/test";

test("a link works once", async ({ page, mailbox, address, openOtherBrowser }) => {
  await askForLink(page, address);
  const link = linkIn(await mailbox.newest(address));
  await page.goto(link);
  await expectDashboardOf(page, address);

  const other = await openOtherBrowser();
  await other.goto(link);
  await expect(other.getByText("This link has already been used")).toBeVisible();
  await expect(other.getByRole("button", { name: "Continue" })).toHaveCount(0);
});

test("one of two browsers with the same link open is signed in", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await askForLink(page, address);
  const link = linkIn(await mailbox.newest(address));
  const others = [await openOtherBrowser(), await openOtherBrowser()] as const;
  for (const other of others) await other.goto(link);
  await others[0].getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(others[0], address);
  await others[1].getByRole("button", { name: "Continue" }).click();
  await expect(others[1].getByText("This link has already been used")).toBeVisible();
});

test("using the link ends its code", async ({ page, mailbox, address, openOtherBrowser }) => {
  await askForLink(page, address);
  const mail = await mailbox.newest(address);
  const other = await openOtherBrowser();
  await other.goto(linkIn(mail));
  await other.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(other, address);
  await typeCode(page, codeIn(mail));
  await expect(page.getByText("That code has already been used")).toBeVisible();
});

test("a newer link revokes the older one", async ({ page, mailbox, address, openOtherBrowser }) => {
  await askForLink(page, address);
  const older = linkIn(await mailbox.newest(address));
  await askForLink(page, address, "/login?another=");
  const newer = linkIn(await mailbox.newest(address, 2));
  const other = await openOtherBrowser();
  await other.goto(older);
  await expect(other.getByText("This link no longer works")).toBeVisible();
  await page.goto(newer);
  await expectDashboardOf(page, address);
});

test("a mail scanner spends nothing", async ({ page, mailbox, address, playwright }) => {
  await askForLink(page, address);
  const link = linkIn(await mailbox.newest(address));
  const scanner = await playwright.request.newContext();
  expect((await scanner.head(link)).status()).toBe(204);
  for (let visit = 0; visit < 3; visit++) await scanner.get(link);
  const { cookies } = await scanner.storageState();
  expect(cookies.filter(({ name }) => name.includes("session"))).toEqual([]);
  await scanner.dispose();
  await page.goto(link);
  await expectDashboardOf(page, address);
});

test("an invalid link says so", async ({ page }) => {
  await page.goto("/login/callback?token=nothing-of-ours");
  await expect(page.getByText("We don't recognise this link")).toBeVisible();
});

test("the token does not stay in the URL", async ({ page, mailbox, address, openOtherBrowser }) => {
  await askForLink(page, address);
  const link = linkIn(await mailbox.newest(address));
  const token = new URL(link).searchParams.get("token") ?? "";
  const other = await openOtherBrowser();
  const later: string[] = [];
  other.on("request", (request) => {
    if (request.url() !== link) later.push(request.url() + (request.headers().referer ?? ""));
  });
  await other.goto(link);
  await other.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(other, address);
  expect(later.filter((text) => text.includes(token))).toEqual([]);
  expect(await other.content()).not.toContain(token);
});
