/**
 * Mail scanners fetch every link in a mail, and some run a whole browser. Neither may spend a link: the person can
 * still sign in with the link afterwards.
 */
import type { Page } from "@playwright/test";
import { rowsOf } from "./support/deployment";
import { linkIn, type Mailbox } from "./support/mailbox";
import { expectAsked, expectNoSession, expectSignedIn } from "./support/outcomes";
import { askForLink, expectDashboardOf } from "./support/pages";
import { expect, test } from "./support/test";
import { NAVIGATION, pathOf, Visitor } from "./support/visitor";

const PREFETCHES: Record<string, string>[] = [
  { "sec-purpose": "prefetch" },
  { "sec-purpose": "prefetch;prerender" },
  { purpose: "prefetch" },
  { "x-moz": "prefetch" },
  { "x-purpose": "preview" },
  { "next-router-prefetch": "1" },
];

/** Scanners without a browser engine. Each sends plain requests, with only the cookies that it has received before. */
const SCANNERS: [behaviour: string, scan: (scanner: Visitor, link: string) => Promise<void>][] = [
  [
    "sends HEAD",
    async (scanner, link) => expect((await scanner.send("HEAD", pathOf(link))).status).toBe(204),
  ],
  ["sends GET", async (scanner, link) => expectAsked(scanner, await scanner.send("GET", pathOf(link)))],
  ["looks like a person's browser", async (scanner, link) => expectAsked(scanner, await scanner.open(link))],
  [
    "sends GET five times",
    async (scanner, link) => {
      for (let time = 0; time < 5; time++) expectAsked(scanner, await scanner.open(link));
    },
  ],
  [
    "follows redirects",
    async (scanner, link) => {
      let answer = await scanner.open(link);
      while (answer.headers.location) answer = await scanner.open(answer.headers.location);
      expect(answer.status).toBe(200);
      expect(answer.body).toContain("Continue");
    },
  ],
  [
    "sends unusual methods",
    async (scanner, link) => {
      for (const method of ["OPTIONS", "PUT", "DELETE", "PATCH"]) await scanner.send(method, pathOf(link));
    },
  ],
  [
    "posts to the link without an origin",
    async (scanner, link) => {
      await scanner.open(link);
      expect((await scanner.submit(pathOf(link), {}, NAVIGATION)).status).toBe(403);
    },
  ],
];

for (const [behaviour, scan] of SCANNERS) {
  test(`a scanner that ${behaviour} spends nothing`, async ({ mailbox, address }) => {
    const { person, link } = await askedByHand(mailbox, address);
    const scanner = new Visitor();
    await scan(scanner, link);
    expectNoSession(scanner);
    await expectUnspent(address);
    expectSignedIn(person, await person.open(link));
  });
}

for (const header of PREFETCHES) {
  const [name] = Object.entries(header).map((pair) => pair.join(": "));
  test(`a prefetch spends nothing, even by the browser that asked: ${name}`, async ({ mailbox, address }) => {
    const { person, link } = await askedByHand(mailbox, address);
    const stranger = new Visitor();
    expectAsked(stranger, await stranger.open(link, header));
    expectAsked(person, await person.open(link, header));
    await expectUnspent(address);
    expectSignedIn(person, await person.open(link));
  });
}

/** Each function makes the page request the link without opening it. */
const SIDE_WAYS: ((link: string) => Promise<unknown>)[] = [
  (link) => fetch(link, { credentials: "include" }),
  (link) =>
    new Promise((resolve) => {
      const element = Object.assign(document.createElement("link"), { rel: "prefetch", href: link });
      element.onload = element.onerror = resolve;
      document.head.append(element);
    }),
  (link) =>
    new Promise((resolve) => {
      const image = new Image();
      image.onload = image.onerror = resolve;
      image.src = link;
    }),
];

test("a fetch, a prefetch or an image in the browser that asked spends nothing", async ({
  page,
  context,
  mailbox,
  address,
}) => {
  await askForLink(page, address);
  const link = linkIn(await mailbox.newest(address));
  for (const load of SIDE_WAYS) {
    const answered = page.waitForResponse((response) => response.url() === link);
    await page.evaluate(load, link);
    expect((await answered).headers().location).toBe("/login/confirm");
  }
  expect((await context.cookies()).filter(({ name }) => name.includes("session"))).toEqual([]);
  await expectUnspent(address);
  await page.goto(link);
  await expectDashboardOf(page, address);
});

test("a browser that nobody uses spends nothing, however long it stays open", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await askForLink(page, address);
  const link = linkIn(await mailbox.newest(address));
  const scanner = await openOtherBrowser();
  await scanner.clock.install();
  await openAndStay(scanner, link);
  await expectUnspent(address);
  await page.goto(link);
  await expectDashboardOf(page, address);
});

test("a browser that follows every link on the page spends nothing", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await askForLink(page, address);
  const link = linkIn(await mailbox.newest(address));
  const scanner = await openOtherBrowser();
  await scanner.clock.install();
  await openAndStay(scanner, link);
  const found = await scanner
    .locator("[href], [src]")
    .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href || (one as HTMLImageElement).src));
  const pages = found.filter((url) => !new URL(url).pathname.startsWith("/_next/"));
  expect(pages.length).toBeGreaterThan(0);
  for (const url of pages) await openAndStay(scanner, url);
  await openAndStay(scanner, link);
  await expectUnspent(address);
  await page.goto(link);
  await expectDashboardOf(page, address);
});

async function askedByHand(mailbox: Mailbox, address: string): Promise<{ person: Visitor; link: string }> {
  const person = new Visitor();
  await person.ask(address);
  return { person, link: linkIn(await mailbox.newest(address)) };
}

/**
 * Opens the URL and lets ten seconds pass on the page's own clock, so that everything the page does by itself has
 * happened.
 */
async function openAndStay(scanner: Page, url: string): Promise<void> {
  await scanner.goto(url);
  await scanner.clock.runFor(10_000);
}

async function expectUnspent(address: string): Promise<void> {
  const { links, sessions, audit } = await rowsOf(address);
  expect(links.map(({ usedAt, revokedAt }) => [usedAt, revokedAt])).toEqual([[undefined, undefined]]);
  expect(sessions).toEqual([]);
  expect(audit.map(({ action }) => action)).toEqual(["link.asked"]);
}
