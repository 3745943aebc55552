/** Browsers, and proxies in front of the site, that behave differently from a developer's own. */
import type { Page } from "@playwright/test";
import { drainLimit } from "./support/deployment";
import { codeIn, linkIn } from "./support/mailbox";
import { expectAsked, expectSignedIn } from "./support/outcomes";
import { askForLink, expectDashboardOf, signIn, typeCode } from "./support/pages";
import { siteUrl } from "./support/stack";
import { expect, test } from "./support/test";
import { pathOf, Visitor } from "./support/visitor";

const signOut = (page: Page) => page.getByRole("button", { name: "Sign out", exact: true }).click();

/**
 * Changes the page as a browser's translator does: it moves each text, including text that is added later, into a
 * `<font>` element of its own.
 */
async function translate(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => {
    const translator = {
      run() {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found: Text[] = [];
        while (texts.nextNode()) found.push(texts.currentNode as Text);
        for (const text of found) {
          if (!text.data.trim() || text.parentElement?.closest("font, script, style, textarea")) continue;
          const font = document.createElement("font");
          text.replaceWith(font);
          font.append(text.data);
        }
      },
    };
    translator.run();
    new MutationObserver(() => translator.run()).observe(document.body, { childList: true, subtree: true });
  });
}

test("a page that the browser translates works", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  await translate(page);
  await expect(page.getByRole("button", { name: /^Send again in [1-4]\d s$/ })).toBeVisible();
  await typeCode(page, codeIn(await mailbox.newest(address)) === "123456" ? "654321" : "123456");
  await expect(page.getByText("That code is not right")).toBeVisible();
  await page.goto(linkIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
  await translate(page);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Name").fill("Ada");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();
  await page.getByRole("link", { name: "Sessions" }).click();
  await expect(page.getByText("This browser")).toBeVisible();
  await signOut(page);
  await expect(page.getByText("You are signed out")).toBeVisible();
});

test("behind a proxy that removes Sec-Fetch headers, the link asks first, and everything else works", async ({
  mailbox,
  address,
}) => {
  const browser = new Visitor();
  const form = { origin: siteUrl, "content-type": "application/x-www-form-urlencoded" };
  const post = (path: string, body = "") => browser.send("POST", path, { headers: form, body });
  await post("/login/request", new URLSearchParams({ email: address }).toString());
  const link = linkIn(await mailbox.newest(address));
  expectAsked(browser, await browser.send("GET", pathOf(link)));
  expectSignedIn(browser, await post("/login/callback"));
  const { status, headers } = await post("/logout");
  expect([status, headers.location]).toEqual([303, "/login?problem=signed_out"]);
  expect(browser.sessionToken).toBeUndefined();
});

test("under another host name of the same machine, people can sign in, save and sign out", async ({
  page,
  mailbox,
  address,
}) => {
  const alias = siteUrl.replace("localhost", "127.0.0.1");
  await askForLink(page, address, `${alias}/login`);
  await typeCode(page, codeIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
  await page.goto(`${alias}/settings/profile`);
  await page.getByLabel("Name").fill("Ada");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();
  await signOut(page);
  await expect(page.getByText("You are signed out")).toBeVisible();
  expect(page.url()).toContain(alias);
});

test("going back after signing out shows no data of the account", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByLabel("Email")).toHaveValue(address);
  await signOut(page);
  await expect(page.getByText("You are signed out")).toBeVisible();
  for (const go of ["goBack", "goBack", "goForward"] as const) {
    await page[go]();
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(page.getByText(address)).toHaveCount(0);
  }
});

test("if cookies are cleared while a page is open, its links lead to the sign-in and back", async ({
  page,
  context,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  await context.clearCookies();
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("textbox", { name: "Email" })).toBeVisible();
  const { pathname, searchParams } = new URL(page.url());
  expect(pathname).toBe("/login");
  expect(searchParams.get("next")).toMatch(/^\/(settings|dashboard)/);
  expect(searchParams.has("_rsc")).toBe(false);
});

test("a second browser that asks within the minute learns why no second mail comes, and can use the first", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await askForLink(page, address);
  const mail = await mailbox.newest(address);
  await drainLimit("linkCooldownPerAddress", address);
  const other = await openOtherBrowser();
  await askForLink(other, address);
  await expect(
    other.getByText("asked in another browser less than a minute ago, we do not send a second email"),
  ).toBeVisible();
  await typeCode(other, codeIn(mail));
  await expect(other.getByText("works only in the browser that asked for it")).toBeVisible();
  await other.goto(linkIn(mail));
  await other.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(other, address);
  expect(await mailbox.count(address)).toBe(1);
});
