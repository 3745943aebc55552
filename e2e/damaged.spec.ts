/**
 * Links and codes often arrive damaged: a mail program breaks the link, or a person pastes the code with the text
 * around it.
 */
import { paste } from "./support/clipboard";
import { codeIn, linkIn } from "./support/mailbox";
import { askForLink, expectDashboardOf, typeCode } from "./support/pages";
import { expect, test } from "./support/test";

const DAMAGES: Record<string, (link: string) => string> = {
  "a full stop after it": (link) => `${link}.`,
  "a quoted-printable equals sign": (link) => link.replace("token=", "token=3D"),
  "a line break in its token": (link) => `${link.slice(0, -20)}=%0D%0A${link.slice(-20)}`,
  "tracking parameters": (link) => `${link}?utm_source=newsletter&utm_medium=email`,
  "its path in capitals": (link) => link.replace("/login/callback", "/LOGIN/CALLBACK"),
  "quoted-printable that nobody decoded": (link) => `${link.slice(0, -20)}=0D=0A${link.slice(-20)}=20`,
  "the next word stuck to it": (link) => `${link}Unsubscribe`,
  "Chinese punctuation after it": (link) => `${link}。`,
  "a zero-width blank in its path": (link) => link.replace("/callback", "/callback%E2%80%8B"),
  "its question mark encoded": (link) => link.replace("?token=", "%3Ftoken%3D"),
};

for (const [damage, apply] of Object.entries(DAMAGES)) {
  test(`a link with ${damage} signs in`, async ({ page, mailbox, address }) => {
    await askForLink(page, address);
    await page.goto(apply(linkIn(await mailbox.newest(address))));
    await expectDashboardOf(page, address);
  });
}

test("the line with the code can be pasted, and the form is sent at once", async ({
  page,
  mailbox,
  address,
}) => {
  await askForLink(page, address);
  const code = codeIn(await mailbox.newest(address));
  await paste(
    `Your code is ${code}.\nIt works for 15 minutes.`,
    page.getByRole("textbox", { name: "6-digit code" }),
  );
  await expectDashboardOf(page, address);
});

test("a code typed in the digits of another script signs in", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  const code = codeIn(await mailbox.newest(address));
  await typeCode(
    page,
    code.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit))),
  );
  await expectDashboardOf(page, address);
});

test("a link with a cut token says so", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  await page.goto(linkIn(await mailbox.newest(address)).slice(0, -5));
  await expect(page).toHaveURL(/problem=unknown/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
