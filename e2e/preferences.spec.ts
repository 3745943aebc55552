/** People's system settings are respected: reduced motion, forced colours. */
import { signIn } from "./support/pages";
import { expect, test } from "./support/test";

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("no animation is visible", async ({ page, mailbox, address }) => {
    for (const path of ["/", "/login"]) {
      await page.goto(path);
      expect(await longestMotion(page), path).toBeLessThan(0.01);
    }
    await signIn(page, mailbox, address);
    for (const path of ["/dashboard", "/settings/profile", "/settings/sessions"]) {
      await page.goto(path);
      expect(await longestMotion(page), path).toBeLessThan(0.01);
    }
  });
});

test.describe("with colors forced by the system", () => {
  test.use({ contextOptions: { forcedColors: "active" } });

  test("buttons, fields, notices and the open page can still be distinguished", async ({
    page,
    mailbox,
    address,
  }) => {
    await page.goto("/login?problem=cookies_off");
    for (const part of [
      page.getByRole("button", { name: "Email me a link" }),
      page.getByRole("textbox", { name: "Email" }),
      page.locator("main").getByRole("alert"),
    ])
      await expect(part).toHaveCSS("border-top-style", "solid");
    await signIn(page, mailbox, address);
    await page.goto("/settings/profile");
    await expect(page.getByRole("link", { name: "Profile" })).toHaveCSS("text-decoration-line", "underline");
    await expect(page.getByRole("link", { name: "Sessions" })).toHaveCSS("text-decoration-line", "none");
  });
});

test("a button that needs the page's script ignores clicks before the script has started", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/dashboard", { waitUntil: "commit" });
  await expect(page.locator("body")).toHaveCSS("cursor", "progress");
  const root = page.locator("html");
  const before = await root.getAttribute("data-mantine-color-scheme");
  const pressed = page.getByRole("button", { name: "Switch between light and dark" }).click();
  await expect(page.getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
  release();
  await pressed;
  await expect(root).not.toHaveAttribute("data-mantine-color-scheme", before!);
  await expect(page.locator("body")).toHaveCSS("cursor", "auto");
});

/** The longest transition or animation of any element, in seconds. */
const longestMotion = (page: Parameters<typeof signIn>[0]): Promise<number> =>
  page.evaluate(() => {
    const seconds = (list: string) => Math.max(...list.split(",").map((time) => parseFloat(time) || 0));
    const motions = [...document.querySelectorAll("body *")].map((element) => {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
      return Math.max(animationName === "none" ? 0 : seconds(animationDuration), seconds(transitionDuration));
    });
    return Math.max(...motions);
  });
