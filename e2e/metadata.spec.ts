/** The metadata in the head of a page's first HTML, for tabs, search engines and people who share its link. */
import { mint } from "./support/deployment";
import { signIn } from "./support/pages";
import { expect, test } from "./support/test";

test.use({ javaScriptEnabled: false });

test("the landing page has a picture, a description and a canonical URL", async ({
  page,
  request,
  baseURL,
}) => {
  await page.goto("/?from=somewhere");
  const meta = (property: string) =>
    page.locator(`head meta[property="${property}"], head meta[name="${property}"]`);
  await expect(meta("description")).toHaveAttribute("content", /Sign in to Latchkey with a link/);
  await expect(meta("og:title")).toHaveAttribute("content", "Latchkey: sign in with a link from your email");
  await expect(page.locator('head link[rel="canonical"]')).toHaveAttribute("href", baseURL ?? "");
  const picture = (await meta("og:image").getAttribute("content")) ?? "";
  expect(new URL(picture).origin).toBe(baseURL);
  const answer = await request.get(picture);
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "image/png"]);
  const png = await answer.body();
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
});

test("each page has its own title in its head, and only public pages are indexed", async ({
  page,
  mailbox,
  address,
}) => {
  const says = async (path: string, title: string, isIndexed: boolean) => {
    await page.goto(path);
    await expect(page).toHaveTitle(title);
    await expect(page.locator("head title")).toHaveCount(1);
    await expect(page.locator('head meta[name="robots"][content*="noindex"]')).toHaveCount(isIndexed ? 0 : 1);
  };
  await says("/", "Latchkey: sign in with a link from your email", true);
  await says("/login", "Sign in · Latchkey", true);
  await says("/nowhere", "Page not found · Latchkey", false);
  await says("/unsubscribe", "Unsubscribe · Latchkey", false);
  await says("/login/confirm", "This browser does not have your link · Latchkey", false);
  await says(await mint({ email: address }), "Continue · Latchkey", false);
  await signIn(page, mailbox, address);
  await says("/dashboard", "Dashboard · Latchkey", false);
  await says("/settings/profile", "Profile · Latchkey", false);
  await says("/settings/sessions", "Sessions · Latchkey", false);
});

test("the browser's frame has the page's colour", async ({ page, context, baseURL }) => {
  const colours = () =>
    page
      .locator('meta[name="theme-color"]')
      .evaluateAll((all) => all.map((meta) => meta.getAttribute("content")));
  await page.goto("/");
  expect(await colours()).toEqual(["#fbfaf8", "#14120f"]);
  await context.addCookies([{ name: "latchkey-color-scheme", value: "dark", url: baseURL }]);
  await page.reload();
  expect(await colours()).toEqual(["#14120f"]);
});
