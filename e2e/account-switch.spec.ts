/**
 * A link that is opened while somebody is signed in, and the pages for links that do not work: each offers a next step.
 */
import type { Page } from "@playwright/test";
import { maskEmailAddress } from "@latchkey/login-links/http";
import { mint, rowsOf } from "./support/deployment";
import { codeIn, linkIn } from "./support/mailbox";
import { startNext } from "./support/next-server";
import { askForLink, expectDashboardOf, signIn, typeCode } from "./support/pages";
import { siteUrl } from "./support/stack";
import { expect, newAddress, test } from "./support/test";
import { Visitor } from "./support/visitor";

test.describe("a link that is opened while somebody else is signed in", () => {
  test("the page names them, and staying keeps their session and the link", async ({
    page,
    mailbox,
    address,
  }) => {
    await signIn(page, mailbox, address);
    const guest = newAddress();
    const link = await mint({ email: guest });
    await page.goto(link);
    await expectQuestionAbout(page, address, guest);
    await page.getByRole("link", { name: "Keep the current account" }).click();
    await expectDashboardOf(page, address);
    expect((await rowsOf(address)).sessions).toHaveLength(1);
    expect((await rowsOf(guest)).links).toMatchObject([{ email: guest }]);
    expect((await rowsOf(guest)).links[0]?.usedAt).toBeUndefined();
  });

  test("continuing switches the account, and ends the other session", async ({ page, mailbox, address }) => {
    await signIn(page, mailbox, address);
    const guest = newAddress();
    await page.goto(await mint({ email: guest }));
    await expectQuestionAbout(page, address, guest);
    await page.getByRole("button", { name: "Continue" }).click();
    await expectDashboardOf(page, guest);
    await expect(page.getByText(address)).toHaveCount(0);
    expect((await rowsOf(address)).sessions).toEqual([]);
    expect((await rowsOf(guest)).sessions).toHaveLength(1);
  });

  test("the browser that asked for the link has to confirm too", async ({ mailbox, address }) => {
    const [visitor, otherTab] = [new Visitor(), new Visitor()];
    await otherTab.continueWith(await mint({ email: address }));
    const guest = newAddress();
    await visitor.ask(guest);
    for (const [name, value] of otherTab.cookies) visitor.cookies.set(name, value);
    const answer = await visitor.open(linkIn(await mailbox.newest(guest)));
    expect([answer.status, answer.headers.location]).toEqual([303, "/login/confirm"]);
    expect(visitor.sessionToken).toBe(otherTab.sessionToken);
    expect((await visitor.open("/login/confirm")).body).toContain("Somebody else is signed in here");
  });
});

test("a person who is already signed in with the link's address continues, and the link stays unspent", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  await page.goto(await mint({ email: address, next: "/settings/profile" }));
  await expect(page).toHaveURL(/\/settings\/profile$/);
  const { links, sessions } = await rowsOf(address);
  expect(sessions).toHaveLength(1);
  expect(links.filter(({ purpose, usedAt }) => purpose === "minted" && usedAt === undefined)).toHaveLength(1);
});

test.describe("a link that does not work", () => {
  test("unknown: the page says so, and leads to a new link", async ({ page }) => {
    await page.goto(`/login/callback?token=${"x".repeat(43)}`);
    await expectWayOn(page, "We don't recognise this link");
  });

  test("used: the page says so, and leads to a new link", async ({ page, address }) => {
    const link = await mint({ email: address });
    await new Visitor().continueWith(link);
    await page.goto(link);
    await expectWayOn(page, "This link has already been used");
  });

  test("revoked: the page says so, and leads to a new link", async ({ page, address }) => {
    const older = await mint({ email: address });
    await mint({ email: address });
    await page.goto(older);
    await expectWayOn(page, "This link no longer works");
  });

  test("its code was tried too often: the page says so, and the link in the same mail still signs in", async ({
    page,
    mailbox,
    address,
    openOtherBrowser,
  }) => {
    await askForLink(page, address);
    const mail = await mailbox.newest(address);
    const wrong = codeIn(mail) === "123456" ? "654321" : "123456";
    for (const left of ["4 tries left", "3 tries left", "2 tries left", "1 try left"]) {
      await typeCode(page, wrong);
      const alert = page.getByRole("alert").filter({ hasText: "That code is not right" });
      await expect(alert).toContainText(left);
      await page.goto("/login");
    }
    await typeCode(page, wrong);
    await expect(page.getByText("Too many wrong codes")).toBeVisible();
    await page.goto("/login");
    await typeCode(page, codeIn(mail));
    await expect(page.getByText("Too many wrong codes")).toBeVisible();
    expect((await rowsOf(address)).sessions).toEqual([]);
    const other = await openOtherBrowser();
    await other.goto(linkIn(mail));
    await other.getByRole("button", { name: "Continue" }).click();
    await expect(other.getByRole("heading", { name: "Dashboard" })).toBeVisible();
  });

  test("cookies are off: the page says so, and leads to a new link", async ({ page, context, address }) => {
    const link = await mint({ email: address });
    await page.goto(link);
    await context.clearCookies();
    await page.getByRole("button", { name: "Continue" }).click();
    await expectWayOn(page, "This browser does not have your link");
    await page.goto(link);
    await page.getByRole("button", { name: "Continue" }).click();
    await expectDashboardOf(page, address);
  });

  test("another link was opened since: nothing happens until the person confirms", async ({
    page,
    address,
  }) => {
    await page.goto(await mint({ email: address }));
    const tab = await page.context().newPage();
    const attacker = newAddress();
    await tab.goto(await mint({ email: attacker }));
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("Another link has been opened in this browser")).toBeVisible();
    expect((await rowsOf(attacker)).sessions).toEqual([]);
  });

  test("expired: a new link is mailed to the same address, which is not shown", async ({
    mailbox,
    address,
    openOtherBrowser,
  }) => {
    const later = await startNext({ clockAhead: 16 * 60_000 });
    try {
      await new Visitor().ask(address);
      const link = linkIn(await mailbox.newest(address));
      const finder = await openOtherBrowser();
      await finder.goto(link.replace(siteUrl, later.url));
      await expect(finder.getByRole("heading", { name: "This link has expired" })).toBeVisible();
      await expect(finder.getByText(`This link was for ${maskEmailAddress(address)}.`)).toBeVisible();
      await finder.getByRole("button", { name: "Email me a new link" }).click();
      await expect(finder.getByRole("heading", { name: "Check your email" })).toBeVisible();
      expect(await finder.content()).not.toContain(address);
      await finder.goto(linkIn(await mailbox.newest(address, 2)));
      await expectDashboardOf(finder, address);
    } finally {
      await later.kill();
    }
  });
});

async function expectQuestionAbout(page: Page, signedIn: string, guest: string): Promise<void> {
  await expect(page).toHaveURL(/\/login\/confirm$/);
  await expect(page.getByText("Somebody else is signed in here")).toBeVisible();
  await expect(page.getByText(signedIn)).toBeVisible();
  await expect(page.getByText(guest, { exact: true })).toBeVisible();
}

async function expectWayOn(page: Page, title: string): Promise<void> {
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await expect(page.getByRole("button", { name: "Continue" })).toHaveCount(0);
  await page.getByRole("link", { name: "Ask for a new link" }).click();
  await expect(page.getByRole("textbox", { name: "Email" })).toBeVisible();
}
