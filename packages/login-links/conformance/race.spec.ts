/** Many requests at once have the same result as one after the other. */
import { expect, promisesOf, test } from "./support/test.ts";
import type { Site } from "./support/site.ts";
import type { Visitor } from "./support/visitor.ts";

promisesOf("race");

const BROWSERS = 50;

test(`if ${BROWSERS} browsers follow one link at once, one is signed in`, async ({
  page,
  site,
  address,
  mailed,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const link = await mailed.link();
  const visitors = Array.from({ length: BROWSERS }, () => site.visitor());
  await Promise.all(visitors.map((visitor) => visitor.open(link)));
  if ((await sessionsOf(site, visitors)).size === 0) {
    const form = await site.openForm(await otherBrowser(), link);
    await Promise.all(visitors.map((visitor) => visitor.submit(form)));
  }
  expect((await sessionsOf(site, visitors)).size, "how many are signed in").toBe(1);
});

test('"Continue" pressed twice at once by one browser gets one session', async ({
  page,
  site,
  address,
  mailed,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const other = await otherBrowser();
  const form = await site.openForm(other, await mailed.link());
  const visitor = await site.visitorOf(other);
  const clicks = [visitor.copy(), visitor.copy()];
  await Promise.all(clicks.map((click) => click.submit(form)));
  for (const click of clicks) await site.expectSignedIn(click, address);
  expect((await sessionsOf(site, clicks)).size).toBe(1);
});

async function sessionsOf(site: Site, visitors: Visitor[]): Promise<Set<string>> {
  const held = await Promise.all(
    visitors.filter(({ cookies }) => cookies.size > 0).map((one) => site.who(one)),
  );
  return new Set(held.flatMap((who) => (who ? [who.sessionId] : [])));
}
