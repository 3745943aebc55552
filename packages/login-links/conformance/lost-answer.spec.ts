/**
 * The link is spent, but the answer does not arrive. The tests imitate this with a request whose answer is thrown away.
 */
import { expect, promisesOf, test } from "./support/test.ts";

promisesOf("lost-answer");

test("a browser that lost the answer still gets its session", async ({
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
  const lost = visitor.copy();
  await lost.submit(form);
  await site.expectNobody(visitor);
  await visitor.submit(form);
  await site.expectSignedIn(visitor, address);
  expect((await site.who(visitor))?.sessionId).toBe((await site.who(lost))?.sessionId);
});

test("a click whose answer was lost can be repeated", async ({ page, site, address, mailed }) => {
  await site.ask(page, address);
  const link = await mailed.link();
  await (await site.visitorOf(page)).copy().open(link);
  await site.expectStillGood(page, link, address);
});

test("another browser cannot get an answer that was lost", async ({
  page,
  site,
  address,
  mailed,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const link = await mailed.link();
  const [one, two] = [await otherBrowser(), await otherBrowser()];
  const form = await site.openForm(one, link);
  await site.openForm(two, link);
  await (await site.visitorOf(one)).submit(form);
  const thief = await site.visitorOf(two);
  await thief.submit(form);
  await site.expectNobody(thief);
});
