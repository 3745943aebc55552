/** The six-digit code in the mail that contains the link. */
import { expect, promisesOf, test } from "./support/test.ts";

promisesOf("code");

const wrongFor = (code: string): string => (code === "123456" ? "654321" : "123456");

test("the code does what the link does, in the browser that asked", async ({
  page,
  site,
  address,
  mailed,
}) => {
  await site.ask(page, address);
  await site.typeCode(page, await mailed.code());
  await site.expectHome(page, address);
});

test("after a wrong code, the right one still works", async ({ page, site, address, mailed }) => {
  await site.ask(page, address);
  const code = await mailed.code();
  await site.typeCode(page, wrongFor(code));
  await site.expectProblem(page);
  expect(await site.whoIn(page)).toBeNull();
  await site.typeCode(page, code);
  await site.expectHome(page, address);
});

test("after five wrong codes, the right one no longer works, but the link does", async ({
  page,
  site,
  address,
  mailed,
}) => {
  await site.ask(page, address);
  const code = await mailed.code();
  for (let time = 0; time < 5; time++) {
    await site.typeCode(page, wrongFor(code));
    await site.expectProblem(page);
  }
  await site.typeCode(page, code);
  await site.expectProblem(page);
  expect(await site.whoIn(page)).toBeNull();
  await site.expectStillGood(page, await mailed.link(), address);
});

test("the code does not work in another browser", async ({
  page,
  site,
  address,
  mailed,
  options,
  otherBrowser,
}) => {
  await site.ask(page, address);
  const code = await mailed.code();
  const form = await site.formOf(page.getByRole("button", { name: options.labels.typeCode, exact: true }));
  const other = await otherBrowser();
  await other.goto(options.login);
  const thief = await site.visitorOf(other);
  await thief.submit({ ...form, fields: { ...form.fields, code } });
  await site.expectNobody(thief);
});
