/**
 * Forms on pages of other sites must have no effect. This includes sister domains, which share cookies with the site.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, promisesOf, test } from "./support/test.ts";
import type { Form } from "./support/visitor.ts";

promisesOf("foreign-posts");

const FOREIGN: [from: string, headers: Record<string, string>][] = [
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["a sister domain", { "sec-fetch-site": "same-site", origin: "https://evil.example.com" }],
  ["an older browser on another site", { origin: "https://evil.example" }],
  ["a page that hides its origin", { "sec-fetch-site": "cross-site", origin: "null" }],
  ["a program that sends no headers", {}],
];

test("a form that was not sent from the site does not spend a link", async ({
  page,
  site,
  address,
  mailed,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const link = await mailed.link();
  const other = await otherBrowser();
  const form = await site.openForm(other, link);
  for (const [from, headers] of FOREIGN) {
    const visitor = await site.visitorOf(other);
    await visitor.submit(form, headers);
    expect(await site.who(visitor), `signed in by a form of ${from}`).toBeNull();
  }
  await site.expectStillGood(page, link, address);
});

test("a form on another site in a real browser does not spend a link", async ({
  page,
  site,
  address,
  mailed,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const link = await mailed.link();
  const other = await otherBrowser();
  const form = await site.openForm(other, link);
  await sendFromElsewhere(other, site.url, form);
  expect(await site.whoIn(other)).toBeNull();
  await site.expectStillGood(page, link, address);
});

test("another site cannot cause a mail to be sent", async ({ page, site, address, options, mailed }) => {
  await page.goto(options.login);
  const form = await site.formOf(page.getByRole("button", { name: options.labels.ask, exact: true }));
  const foreign = { ...form, fields: { ...form.fields, email: address } };
  const visitor = await site.visitorOf(page);
  for (const [, headers] of FOREIGN) await visitor.submit(foreign, headers);
  // If the foreign form had sent a mail, it would arrive before the one requested afterwards.
  await site.ask(page, address);
  await page.goto(await mailed.link());
  await site.expectHome(page, address);
  expect(await mailed.count()).toBe(1);
});

/** A page at another origin with a form that posts to the site. */
async function sendFromElsewhere(page: Page, site: string, { action, fields }: Form): Promise<void> {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  const html = `<form method="post" action="${site}${action}">${inputs.join("")}<button>Go</button></form>`;
  const server = http.createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.getByRole("button", { name: "Go" }).click();
    await page.waitForURL((url) => url.origin === new URL(site).origin);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
