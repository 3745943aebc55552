import { expectAccessible } from "./support/accessible";
import { mint } from "./support/deployment";
import { codeIn, linkIn } from "./support/mailbox";
import { askForLink, expectDashboardOf, recordPaths, typeCode } from "./support/pages";
import { expect, newAddress, test } from "./support/test";

test("one click on the link signs in the browser that asked", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  const paths = recordPaths(page);
  await page.goto(linkIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
  expect(paths).toEqual(["/login/callback", "/dashboard"]);
});

test("another browser shows whose account it is, and asks first", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await askForLink(page, address);
  const other = await openOtherBrowser();
  await other.goto(linkIn(await mailbox.newest(address)));
  await expect(other).toHaveURL(/\/login\/confirm$/);
  await expect(other.getByText(address, { exact: true })).toBeVisible();
  await other.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(other, address);
});

test("another browser shows the code, which signs in the browser that asked", async ({
  page,
  mailbox,
  address,
  openOtherBrowser,
}) => {
  await askForLink(page, address);
  const phone = await openOtherBrowser({ viewport: { width: 360, height: 740 } });
  await phone.goto(linkIn(await mailbox.newest(address)));
  await phone.getByRole("button", { name: "Sign in where I asked" }).click();
  await expect(phone.getByRole("heading", { name: "Type this code where you asked" })).toBeVisible();
  await expectAccessible(phone);
  const code = phone.getByLabel("Code", { exact: true });
  const { fontSize } = await code.evaluate((element) => getComputedStyle(element));
  expect(parseFloat(fontSize)).toBeGreaterThanOrEqual(32);
  await typeCode(page, (await code.textContent()) ?? "");
  await expectDashboardOf(page, address);
  await phone.getByRole("link", { name: "Sign in here instead" }).click();
  await expect(phone.getByRole("heading", { name: "This link has already been used" })).toBeVisible();
});

test("the browser that asked is not offered the code on its confirm page", async ({
  page,
  mailbox,
  address,
}) => {
  await askForLink(page, address);
  await page.goto(await mint({ email: newAddress() }));
  await expect(page.getByRole("button", { name: "Continue" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in where I asked" })).toHaveCount(0);
  const link = new URL(linkIn(await mailbox.newest(address)));
  const second = newAddress();
  await askForLink(page, second, "/login?another=");
  await page.goto(link.href);
  await expect(page.getByText(`This one signs you in as ${address}`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in where I asked" })).toHaveCount(0);
});

test("the code does what the link does", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  await typeCode(page, codeIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
});

test("a wrong code is reported, and the right one still works", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  const code = codeIn(await mailbox.newest(address));
  await typeCode(page, code === "123456" ? "654321" : "123456");
  await expect(page.getByText("That code is not right")).toBeVisible();
  await expect(page.getByText("4 tries left")).toBeVisible();
  await typeCode(page, code);
  await expectDashboardOf(page, address);
});

test("an address is accepted as people write it", async ({ page, mailbox, address }) => {
  await askForLink(page, `  ${address.toUpperCase()} `);
  await page.goto(linkIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
});

test("a link for another address than was asked for here shows both, and asks first", async ({
  page,
  mailbox,
  address,
}) => {
  const attacker = newAddress();
  await askForLink(page, address);
  await page.goto(await mint({ email: attacker }));
  await expect(
    page.getByText(`You asked for a link for ${address}. This one signs you in as ${attacker}`),
  ).toBeVisible();
  await page.goto(linkIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
});

test("the first of two links that one browser asked for shows both addresses, and asks first", async ({
  page,
  mailbox,
  address,
}) => {
  const second = newAddress();
  await askForLink(page, address);
  const link = linkIn(await mailbox.newest(address));
  await askForLink(page, second, "/login?another=");
  await page.goto(link);
  await expect(
    page.getByText(`You asked for a link for ${second}. This one signs you in as ${address}`),
  ).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await expectDashboardOf(page, address);
});
