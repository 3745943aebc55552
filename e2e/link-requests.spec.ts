/** Requesting a link: the same page for every address, a countdown, and a refusal for an invalid address. */
import { drainLimit, rowsOf } from "./support/deployment";
import { linkIn } from "./support/mailbox";
import { askForLink, expectDashboardOf } from "./support/pages";
import { expect, newAddress, test } from "./support/test";
import { Visitor } from "./support/visitor";

test("an account, a stranger and an address over its limit get the same page", async ({
  mailbox,
  address,
}) => {
  const [stranger, overLimit] = [newAddress(), newAddress()];
  const first = new Visitor();
  await first.ask(address);
  expect((await first.open(linkIn(await mailbox.newest(address)))).headers.location).toBe("/dashboard");
  await drainLimit("linkCooldownPerAddress", overLimit);

  const pages = [];
  for (const email of [address, stranger, overLimit]) pages.push(await pageAfterAsking(email));
  expect(pages[0]).toContain("Check your email");
  expect(pages[1]).toBe(pages[0]);
  expect(pages[2]).toBe(pages[0]);

  await mailbox.newest(address, 2);
  await mailbox.newest(stranger);
  expect((await rowsOf(overLimit)).links).toEqual([]);
});

test("another email can be asked for after a countdown of a minute", async ({ page, mailbox, address }) => {
  await page.clock.install();
  await askForLink(page, address);
  await page.clock.pauseAt(Date.now() + 5_000);
  const button = page.getByRole("button", { name: /Send again/ });
  await expect(button).toBeDisabled();
  const left = secondsIn(await button.innerText());
  expect(left).toBeGreaterThan(30);
  expect(left).toBeLessThanOrEqual(60);
  await page.clock.runFor(10_000);
  expect(secondsIn(await button.innerText())).toBe(left - 10);
  await page.clock.runFor(60_000);
  await expect(button).toHaveText("Send again");

  // The page's clock is ahead, but only the server's clock counts.
  await button.click();
  await expect(page.getByText("An email is already on its way")).toBeVisible();
  expect(await mailbox.all(address, 1)).toHaveLength(1);
});

test('"Use another address" starts again, and the new address gets the mail', async ({
  page,
  mailbox,
  address,
}) => {
  await askForLink(page, `typo-${address}`);
  await page.getByRole("link", { name: "Use another address" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByText(address, { exact: true })).toBeVisible();
  await page.goto(linkIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
});

test("a reload sends no second email", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  await mailbox.newest(address);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  expect(await mailbox.all(address, 1)).toHaveLength(1);
});

const NO_ADDRESSES = [
  "",
  "ada",
  "ada@",
  "@example.com",
  "ada@example-",
  "ada@example.com\r\nBcc: eve@evil.example",
  "ada@example.com\nSubject: Hello",
  "ada@example.com%0d%0aBcc: eve@evil.example",
  "ada@example.com\u0000",
  "ada@example.com,eve@evil.example",
  "ada@example.com;eve@evil.example",
  "ada@example.com eve@evil.example",
  '"Ada" <ada@example.com> eve@evil.example',
  "аda@example.com",
  `${"a".repeat(65)}@example.com`,
  `ada@${"a".repeat(250)}.com`,
  "a".repeat(100_000),
];

test("an invalid address is refused with a message, and mails nobody", async ({ mailbox }) => {
  for (const text of NO_ADDRESSES) {
    const visitor = new Visitor();
    const { status, headers } = await visitor.ask(text);
    expect([text.slice(0, 60), status]).toEqual([text.slice(0, 60), 303]);
    const { body } = await visitor.open(headers.location!);
    expect(body).toContain("That does not look like an email address");
  }
  const mailed = (await mailbox.everything()).flatMap(({ to, headers }) => [
    ...to,
    ...Object.values(headers ?? {}),
  ]);
  expect(mailed.filter((text) => text.includes("evil.example"))).toEqual([]);
});

test("an address is accepted as people write it, including look-alike characters", async ({
  mailbox,
  address,
}) => {
  const fullWidth = address.replace("@", "\uff20").toUpperCase();
  const visitor = new Visitor();
  expect((await visitor.ask(`  ${fullWidth}\t`)).status).toBe(303);
  await mailbox.newest(address);
});

/**
 * The response to a request for a link and the HTML of the page after it, as a browser without JavaScript gets them.
 * Scripts, nonces and the address are removed.
 */
async function pageAfterAsking(address: string): Promise<string> {
  const visitor = new Visitor();
  const { status, headers, setCookies } = await visitor.ask(address);
  const { body } = await visitor.open(headers.location!);
  const text = body
    .replace(/<script\b[^]*?<\/script>/g, "")
    .replace(/nonce="[^"]*"/g, "")
    .replaceAll(address, "ADDRESS");
  // The URL contains the minute of the request.
  const location = headers.location!.replace(/asked=\d+/, "asked=NOW");
  return [status, location, setCookies.length, text].join("\n");
}

const secondsIn = (text: string) => Number(/in (\d+) s/.exec(text)?.[1]);
