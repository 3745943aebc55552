import { expectAccessible, expectToFit } from "./support/accessible";
import { inviteByCampaign, openAsAdmin } from "./support/admin";
import type { Mail } from "./support/mailbox";
import { expect, newAddress, test } from "./support/test";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

test("people can unsubscribe by page without JavaScript and by one click, and undo it", async ({
  page,
  mailbox,
  request,
  openOtherBrowser,
}) => {
  test.setTimeout(240_000);
  const [byPage = "", byProgram = "", stays = ""] = Array.from({ length: 3 }, newAddress);
  await openAsAdmin(page, mailbox, "/admin/campaigns");
  await inviteByCampaign(page, "Come to the workshop", [byPage, byProgram, stays]);
  const mail = await mailbox.newest(byPage);
  const reader = await openOtherBrowser({ javaScriptEnabled: false });

  await test.step("opening the page changes nothing", async () => {
    await reader.goto(pageIn(mail));
    await expect(reader.getByRole("heading", { name: "Unsubscribe?" })).toBeVisible();
    await expect(reader.getByText(`${byPage.slice(0, 1)}•••@example.com`)).toBeVisible();
    await reader.reload();
    await expect(reader.getByRole("heading", { name: "Unsubscribe?" })).toBeVisible();
  });

  await test.step("the button unsubscribes, undo undoes it, and it can be done again", async () => {
    await reader.getByRole("button", { name: "Unsubscribe" }).click();
    await expect(reader.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
    await expect(reader).toHaveTitle("You are unsubscribed · Latchkey");
    await expectToFit(reader, [320, 1920]);
    await reader.getByRole("button", { name: "Undo" }).click();
    await expect(reader.getByRole("heading", { name: "You are subscribed again" })).toBeVisible();
    await expectToFit(reader, [320, 1920]);
    await reader.getByRole("button", { name: "Unsubscribe" }).click();
    await expect(reader.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  });

  await test.step("a mail program unsubscribes with one POST, and a GET does nothing", async () => {
    const url = oneClickIn(await mailbox.newest(byProgram));
    const opened = await request.get(url, { maxRedirects: 0 });
    expect(opened.status()).toBe(303);
    const landed = await openOtherBrowser();
    await landed.goto(url);
    await expect(landed.getByRole("heading", { name: "Unsubscribe?" })).toBeVisible();
    await expectAccessible(landed);
    const wrong = await request.post(url, { data: "List-Unsubscribe=No", headers: FORM });
    expect(wrong.status()).toBe(400);
    const done = await request.post(url, { data: "List-Unsubscribe=One-Click", headers: FORM });
    expect(done.status()).toBe(200);
    await landed.reload();
    await expect(landed.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
    await expectAccessible(landed);
    await landed.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(landed);
  });

  await test.step("the next campaign is sent only to the person who stayed", async () => {
    await page.goto("/admin/suppressions");
    await page.getByLabel("Search by address").fill(byPage);
    await expect(page.getByRole("row").filter({ hasText: byPage })).toContainText("Unsubscribed");
    await inviteByCampaign(page, "Come again", [byPage, byProgram, stays]);
    expect((await mailbox.newest(stays, 2)).subject).toBe("Come again");
    for (const gone of [byPage, byProgram])
      expect((await mailbox.newest(gone)).subject).toBe("Come to the workshop");
  });
});

for (const [name, path] of [
  ["no link", "/unsubscribe"],
  ["a forged link", "/unsubscribe?r=k17abcdefghijklmnopqrstuvwxyz012&s=forged"],
] as const)
  test(`${name} leads to a clear page, and a POST to a 404`, async ({ page, request }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "We don't recognise this link" })).toBeVisible();
    await expectAccessible(page);
    const oneClick = path.replace("/unsubscribe", "/unsubscribe/one-click");
    const answer = await request.post(oneClick, { data: "List-Unsubscribe=One-Click", headers: FORM });
    expect(answer.status()).toBe(404);
  });

/** The URL of the unsubscribe page, from the footer of the mail. */
function pageIn(mail: Mail): string {
  const [url] = mail.text.match(/https?:\/\/\S+\/unsubscribe\?[\w=&%-]+/) ?? [];
  if (url === undefined) throw new Error(`no unsubscribe link in: ${mail.text}`);
  return url;
}

/** The URL for one-click unsubscribing, from the headers of the mail, which mail programs read (RFC 8058). */
function oneClickIn({ headers }: Mail): string {
  expect(headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
  const [, url] = /<(https?:[^>]+)>/.exec(headers["List-Unsubscribe"] ?? "") ?? [];
  if (url === undefined) throw new Error("no List-Unsubscribe header");
  return url;
}
