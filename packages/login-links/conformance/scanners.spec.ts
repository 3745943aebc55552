/** Mail scanners fetch every link in a mail, and some run a whole browser. */
import type { Page } from "@playwright/test";
import { expect, promisesOf, test } from "./support/test.ts";
import type { Visitor } from "./support/visitor.ts";

promisesOf("scanners");

const SCANNERS: [behaviour: string, scan: (scanner: Visitor, link: string) => Promise<unknown>][] = [
  ["sends HEAD", (scanner, link) => scanner.send("HEAD", link)],
  ["sends GET", (scanner, link) => scanner.send("GET", link)],
  ["looks like a person's browser, five times", (scanner, link) => repeat(5, () => scanner.open(link))],
  ["follows redirects", followOn],
  [
    "sends unusual methods",
    (scanner, link) =>
      Promise.all(["OPTIONS", "PUT", "DELETE", "PATCH"].map((method) => scanner.send(method, link))),
  ],
  [
    "posts to the link without an origin",
    async (scanner, link) => {
      await scanner.open(link);
      await scanner.submit({ action: link, fields: {} }, {});
    },
  ],
];

for (const [behaviour, scan] of SCANNERS)
  test(`a scanner that ${behaviour} spends nothing`, async ({ page, site, address, mailed }) => {
    await site.ask(page, address);
    const link = await mailed.link();
    const scanner = site.visitor();
    await scan(scanner, link);
    await site.expectNobody(scanner);
    await site.expectStillGood(page, link, address);
  });

test("a scanner with a browser spends nothing, however long it stays open", async ({
  page,
  site,
  address,
  mailed,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const link = await mailed.link();
  const scanner = await otherBrowser();
  await scanner.clock.install();
  await scanner.goto(link);
  // Advances the page's clock, so that all timers of the page have run.
  await scanner.clock.runFor(10_000);
  expect(await site.whoIn(scanner)).toBeNull();
  await site.expectStillGood(page, link, address);
});

const PREFETCHES: Record<string, string>[] = [
  { "sec-purpose": "prefetch" },
  { "sec-purpose": "prefetch;prerender" },
  { purpose: "prefetch" },
  { "x-moz": "prefetch" },
];

test("a prefetch by the browser that asked spends nothing", async ({ page, site, address, mailed }) => {
  await site.ask(page, address);
  const link = await mailed.link();
  for (const headers of PREFETCHES) {
    const visitor = await site.visitorOf(page);
    await visitor.open(link, headers);
    await site.expectNobody(visitor);
  }
  await site.expectStillGood(page, link, address);
});

test("a fetch or an image in the browser that asked spends nothing", async ({
  page,
  site,
  address,
  mailed,
}) => {
  await site.ask(page, address);
  const link = await mailed.link();
  await loadSideways(page, link);
  expect(await site.whoIn(page)).toBeNull();
  await site.expectStillGood(page, link, address);
});

async function loadSideways(page: Page, link: string): Promise<void> {
  await page.evaluate(async (url) => {
    await fetch(url, { credentials: "include" }).catch(() => undefined);
    await new Promise((resolve) => {
      const image = new Image();
      image.onload = image.onerror = resolve;
      image.src = url;
    });
  }, link);
}

async function followOn(scanner: Visitor, link: string): Promise<void> {
  let answer = await scanner.open(link);
  for (let hop = 0; hop < 10 && answer.headers.location; hop++) {
    const url = new URL(answer.headers.location, link);
    if (url.origin !== new URL(link).origin) return;
    answer = await scanner.open(url.href);
  }
}

async function repeat(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time++) await work();
}
