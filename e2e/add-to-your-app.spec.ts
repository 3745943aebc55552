/** Follows docs/add-to-your-app.md literally in an app that already has sign-in by email and password. */
import { expect, test } from "@playwright/test";
import { linkIn, newestMail } from "../packages/login-links/conformance/support/mail";
import { changesIn, linesToWrite } from "./support/guide";
import { OwnersApp } from "./support/owners-app";
import { newAddress } from "./support/test";

const PASSWORD = "correct horse battery staple";

test.describe.configure({ timeout: 480_000 });

test("an app with passwords gets login links by following docs/add-to-your-app.md", async ({
  page,
  browser,
}) => {
  const address = newAddress();
  const changes = changesIn("docs/add-to-your-app.md");
  expect(changes.map(({ file }) => file)).toHaveLength(5);
  expect(linesToWrite(changes).length).toBeLessThanOrEqual(40);

  const app = await OwnersApp.create(changes);
  try {
    await app.push();
    await Promise.all([app.checkTypes(), app.startNext()]);
    await app.run("loginLinks:ensureKey");

    await test.step("a link that the app displays", async () => {
      const { url } = await app.run<{ url: string }>("loginLinks:mint", { email: address });
      await page.goto(url);
      await expect(page.getByText(address)).toBeVisible();
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("heading", { name: "Dashboard" })).toBeVisible();
      await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
    });

    await test.step("a link that is mailed", async () => {
      const mailed = `mailed-${address}`;
      await app.run("loginLinks:mint", { email: mailed, deliver: true });
      const other = await (await browser.newContext()).newPage();
      await other.goto(linkIn(await newestMail(app, mailed), app.url));
      await other.getByRole("button", { name: "Continue" }).click();
      await expect(other.getByText(`Signed in as ${mailed}`)).toBeVisible();
    });

    await test.step("email and password still work", async () => {
      const own = `password-${address}`;
      for (const button of ["Sign up", "Sign in"]) {
        const other = await (await browser.newContext()).newPage();
        await other.goto(app.url);
        await other.getByRole("textbox", { name: "Email" }).fill(own);
        await other.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
        await other.getByRole("button", { name: button }).click();
        await expect(other.getByText(`Signed in as ${own}`)).toBeVisible();
      }
    });
  } catch (error) {
    console.log(app.printed());
    throw error;
  } finally {
    await app.stop();
  }
});
