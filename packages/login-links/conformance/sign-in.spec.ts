import type { Page } from "@playwright/test";
import { expect, needsServerRendering, newAddress, test } from "./support/test.ts";

test("one click on the link signs in the browser that asked", async ({ page, site, address, mailed }) => {
  await site.ask(page, address);
  await page.goto(await mailed.link());
  await site.expectHome(page, address);
  expect((await site.whoIn(page))?.email).toBe(address);
});

test("another browser shows whose account it is, and is signed in when the person continues", async ({
  page,
  site,
  address,
  mailed,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const other = await otherBrowser();
  await other.goto(await mailed.link());
  await expect(site.continueButton(other)).toBeVisible();
  await expect(other.getByText(address).first()).toBeVisible();
  expect(await site.whoIn(other)).toBeNull();
  await site.continueButton(other).click();
  await site.expectHome(other, address);
});

test("a link works once", async ({ page, site, address, mailed, otherBrowser }) => {
  await site.ask(page, address);
  const link = await mailed.link();
  await page.goto(link);
  await site.expectHome(page, address);
  const other = await otherBrowser();
  await other.goto(link);
  const visitor = await site.visitorOf(other);
  const again = site.continueButton(other);
  if (await again.isVisible()) await visitor.submit(await site.formOf(again));
  await site.expectNobody(visitor);
});

test("an address is accepted as people write it", async ({ page, site, address, mailed }) => {
  await site.ask(page, `  ${address.toUpperCase()} `);
  await page.goto(await mailed.link());
  await site.expectHome(page, address);
});

test("a link that is opened while somebody else is signed in asks before it replaces their session", async ({
  page,
  site,
  address,
  mailed,
  options,
  otherBrowser,
}) => {
  await site.ask(page, address);
  await page.goto(await mailed.link());
  await site.expectHome(page, address);
  const attacker = newAddress(options);
  const theirs = await otherBrowser();
  await site.ask(theirs, attacker);
  await page.goto(await site.linkFor(attacker));
  expect((await site.whoIn(page))?.email).toBe(address);
});

test("a page that shows one link does not spend another link that was opened later", async ({
  page,
  site,
  address,
  mailed,
  options,
  otherBrowser,
}) => {
  const attacker = newAddress(options);
  const [askers, victim] = [await otherBrowser(), page];
  await site.ask(askers, address);
  await victim.goto(await mailed.link());
  await expect(site.continueButton(victim)).toBeVisible();
  await askers.context().clearCookies();
  await site.ask(askers, attacker);
  const secondTab = await victim.context().newPage();
  await secondTab.goto(await site.linkFor(attacker));
  await site.continueButton(victim).click();
  await victim.waitForLoadState();
  expect(await site.whoIn(victim)).toBeNull();
});

test("asking for a link looks the same for an address with an account and for one without", async ({
  page,
  site,
  address,
  mailed,
  options,
  otherBrowser,
}) => {
  await site.ask(page, address);
  await page.goto(await mailed.link());
  await site.expectHome(page, address);
  const stranger = newAddress(options);
  const member = await otherBrowser();
  const guest = await otherBrowser();
  await site.ask(member, address);
  await site.ask(guest, stranger);
  // Scripts may still be filling in a countdown or the state of the mail.
  await expect(async () => expect(await lookOf(guest, stranger)).toBe(await lookOf(member, address))).toPass({
    timeout: 30_000,
  });
});

/** What a page shows, without the address that it was asked for and without the seconds of a countdown. */
async function lookOf(page: Page, asked: string): Promise<string> {
  const text = await page.locator("body").innerText();
  return `${new URL(page.url()).pathname} ${text.replaceAll(asked, "…").replace(/\d+/g, "0")}`;
}

test("no script can read the session", async ({ page, context, site, address, mailed }) => {
  await site.ask(page, address);
  await page.goto(await mailed.link());
  await site.expectHome(page, address);
  const session = (await context.cookies(site.url)).filter(({ name }) => /session/.test(name));
  expect(session.length).toBeGreaterThan(0);
  for (const { value, httpOnly, sameSite } of session) {
    expect([httpOnly, sameSite]).toEqual([true, expect.stringMatching(/^(Lax|Strict)$/)]);
    const readable = await page.evaluate(() =>
      JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]),
    );
    expect(readable).not.toContain(decodeURIComponent(value).split(".")[0]);
  }
});

test.describe("rendered on the server", () => {
  needsServerRendering();

  test("the first HTML shows the signed-in page", async ({ page, site, address, mailed, options }) => {
    await site.ask(page, address);
    await page.goto(await mailed.link());
    await site.expectHome(page, address);
    const { status, body } = await (await site.visitorOf(page)).open(options.home);
    expect(status).toBe(200);
    expect(body).toContain(address);
  });
});
