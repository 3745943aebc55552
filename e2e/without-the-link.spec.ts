/**
 * Signing in without the link, without cookies, with a wrong clock, or with two tabs that requested different links.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { mint } from "./support/deployment";
import { codeIn, linkIn } from "./support/mailbox";
import { askForLink, expectDashboardOf, signIn, typeCode } from "./support/pages";
import { expect, newAddress, test } from "./support/test";

const alert = (page: Page) => page.locator("main").getByRole("alert");
const again = (page: Page) => page.getByRole("button", { name: /^Send again/ });

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("going back after a sign-in leads to the signed-in page", async ({ page, address }) => {
      await page.goto(await mint({ email: address }));
      await page.getByRole("button", { name: "Continue" }).click();
      await expectDashboardOf(page, address);
      await page.goto("/login/confirm");
      await expectDashboardOf(page, address);
      await page.goto("/login/confirm?problem=cookies_off");
      await expectDashboardOf(page, address);
    });

    test("a browser that waits for a code is offered the code", async ({ page, mailbox, address }) => {
      await askForLink(page, address);
      await page.goto("/login/confirm");
      await expect(
        page.getByRole("heading", { name: "Type the code, or open the link from the email here" }),
      ).toBeVisible();
      await page.getByRole("link", { name: "Type the code" }).click();
      await typeCode(page, codeIn(await mailbox.newest(address)));
      await expectDashboardOf(page, address);
    });

    test("a damaged link offers the code too", async ({ page, mailbox, address }) => {
      await askForLink(page, address);
      await page.goto("/login/callback?token=damaged");
      await page.getByRole("link", { name: "Type the code" }).click();
      await typeCode(page, codeIn(await mailbox.newest(address)));
      await expectDashboardOf(page, address);
    });

    test("any other browser mentions the mail app's own browser first, and cookies last", async ({
      page,
    }) => {
      await page.goto("/login/confirm");
      await expect(page.getByRole("heading", { name: "This browser does not have your link" })).toBeVisible();
      await expect(
        page.getByText(/^Your mail app may have opened it in its own browser.*cookies/),
      ).toBeVisible();
    });

    test("asking again too early says how long to wait", async ({ page, address }) => {
      await askForLink(page, address);
      // Sends the form as a page would that was opened before the last email was requested: its button is still
      // enabled.
      await again(page).evaluate((button: HTMLButtonElement) => {
        button.disabled = false;
        button.form?.submit();
      });
      await expect(alert(page)).toHaveText(
        /An email is already on its way\. Try again in [1-6]?\d seconds?\./,
      );
    });

    test("two tabs that ask for two addresses: neither code is lost", async ({ page, mailbox, address }) => {
      const other = newAddress();
      await askForLink(page, address);
      const first = await mailbox.newest(address);
      const tab = await page.context().newPage();
      await askForLink(tab, other, "/login?another");
      await typeCode(page, codeIn(first));
      await expect(alert(page)).toContainText("This page asks for another code now");
      await expect(page.getByText(other)).toBeVisible();
      const code = codeIn(await mailbox.newest(other));
      await typeCode(page, code === "123456" ? "654321" : "123456");
      await expect(alert(page)).toContainText("4 tries left");
      await page.goto(linkIn(first));
      await page.getByRole("button", { name: "Continue" }).click();
      await expectDashboardOf(page, address);
      await page.context().clearCookies({ name: /session/ });
    });

    test("a browser that stores no cookies is told so after asking", async ({
      playwright,
      launchOptions,
      baseURL,
      mailbox,
      address,
    }) => {
      const profile = await mkdtemp(path.join(tmpdir(), "no-cookies-"));
      await mkdir(path.join(profile, "Default"));
      const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
      await writeFile(path.join(profile, "Default", "Preferences"), JSON.stringify(preferences));
      const context = await playwright.chromium.launchPersistentContext(profile, {
        ...launchOptions,
        baseURL,
        javaScriptEnabled,
      });
      try {
        const page = await context.newPage();
        await page.goto("/login");
        await page.getByRole("textbox", { name: "Email" }).fill(address);
        await page.getByRole("button", { name: "Email me a link" }).click();
        await expect(alert(page)).toContainText("Cookies are blocked in this browser");
        await expect(alert(page)).toContainText("A link is on its way");
        await page.goto(linkIn(await mailbox.newest(address)));
        await expect(page.getByText("cookies are off for this site: allow them first")).toBeVisible();
      } finally {
        await context.close();
        await rm(profile, { recursive: true, force: true });
      }
    });
  });

for (const [device, ahead] of [
  ["ten minutes behind", -10 * 60_000],
  ["a day ahead", 24 * 60 * 60_000],
] as const)
  test(`the countdown is right on a device whose clock is ${device}`, async ({ page, address }) => {
    await page.clock.install({ time: Date.now() + ahead });
    await askForLink(page, address);
    await expect(again(page)).toHaveText(/^Send again in (60|5\d|4\d) s$/);
    await expect(again(page)).toBeDisabled();
    await page.clock.runFor(61_000);
    await expect(again(page)).toBeEnabled();
  });

test("confirming that it is you without the link leads to another code, not to another page", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  const response = await page.request.post("/confirm/callback", {
    headers: { "sec-fetch-site": "same-origin" },
    form: { link: "x" },
    maxRedirects: 0,
  });
  await page.goto(response.headers().location ?? "");
  await expect(page.getByText("This browser does not have your link")).toBeVisible();
  await expect(page.getByRole("button", { name: "Email me a code" })).toBeVisible();
});
