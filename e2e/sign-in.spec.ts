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

test("another browser is shown whose account it is, and asked", async ({
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

test("the code does what the link does", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  await typeCode(page, codeIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
});

test("a wrong code is told, and the right one still works", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  const code = codeIn(await mailbox.newest(address));
  await typeCode(page, code === "123456" ? "654321" : "123456");
  await expect(page.getByText("That code is not right")).toBeVisible();
  await expect(page.getByText("4 tries left")).toBeVisible();
  await typeCode(page, code);
  await expectDashboardOf(page, address);
});

test("an address is read as people write it", async ({ page, mailbox, address }) => {
  await askForLink(page, `  ${address.toUpperCase()} `);
  await page.goto(linkIn(await mailbox.newest(address)));
  await expectDashboardOf(page, address);
});

test("a link for another address than was asked for here says both, and asks", async ({
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

test("so does the first of two addresses that were asked for in one browser", async ({
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
