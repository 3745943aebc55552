/** The picture at the top of the README, and the preview image that other sites show for links to the landing page. */
import type { Page } from "@playwright/test";
import { linkIn } from "../support/mailbox";
import { test } from "../support/test";
import { signInMail } from "./mails";
import { sideBySide } from "./side-by-side";

const PANEL = { width: 640, height: 560 };

test("the tour", async ({ page, mailbox, openOtherBrowser }) => {
  await page.setViewportSize(PANEL);
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill("ada@example.com");
  const asking = await shot(page);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByRole("heading", { name: "Check your email" }).waitFor();
  await page.setContent((await signInMail()).html);
  const mail = await shot(page);
  await page.goto(linkIn(await mailbox.newest("ada@example.com")));
  await page.getByRole("heading", { name: "Dashboard" }).waitFor();
  await page.mouse.move(0, 0);
  const dashboard = await shot(page);
  const composer = await openOtherBrowser();
  await sideBySide(composer, [asking, mail, dashboard], "docs/images/tour.png");
});

async function shot(page: Page) {
  return { png: await page.screenshot(), width: 480 };
}

test("the picture for links", async ({ page }) => {
  await page.setViewportSize({ width: 1200, height: 630 });
  await page.goto("/");
  // Hides what does not fit into the picture, and the product's name, so that a fork can keep the picture.
  await page.addStyleTag({
    content:
      "header { visibility: hidden } " +
      "main > ul, section > a, section > p, li:first-child > [aria-hidden] { display: none !important }",
  });
  await page.screenshot({ path: "public/og.png" });
});
