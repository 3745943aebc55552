/** The two forms of /login, as phones, password managers and impatient people use them. */
import type { Page } from "@playwright/test";
import { paste } from "./support/clipboard";
import { codeIn } from "./support/mailbox";
import { askForLink, expectDashboardOf } from "./support/pages";
import { expect, test } from "./support/test";
import { firstForm, Visitor } from "./support/visitor";

/** An entry of the Layout Instability API (W3C), which TypeScript's own types do not include yet. */
type LayoutShiftEntry = PerformanceEntry & {
  value: number;
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
};
type Shift = { value: number; sources: string[] };

/** Ignores shifts below a hundredth of the recommended limit, because a font that loads late may move a letter. */
const isSeen = ({ value }: Shift): boolean => value >= 0.001;

declare global {
  interface Window {
    layoutShifts: Shift[];
  }
}

test("the fields are marked up for browsers and password managers", async ({ page, address }) => {
  await page.goto("/login");
  const email = page.getByRole("textbox", { name: "Email" });
  await expect(email).toHaveAttribute("type", "email");
  await expect(email).toHaveAttribute("autocomplete", "email webauthn");
  await askForLink(page, address);
  const code = page.getByRole("textbox", { name: "6-digit code" });
  await expect(code).toHaveAttribute("autocomplete", "one-time-code");
  await expect(code).toHaveAttribute("inputmode", "numeric");
  await expect(page.locator("input[type=password]")).toHaveCount(0);
});

test("a code is accepted as it is pasted, with spaces", async ({ page, mailbox, address }) => {
  await askForLink(page, address);
  const digits = codeIn(await mailbox.newest(address));
  const pasted = ` ${digits.slice(0, 3)} ${digits.slice(3)} `;
  await paste(pasted, page.getByRole("textbox", { name: "6-digit code" }));
  await expectDashboardOf(page, address);
});

test("a refused address stays in the field as it was typed", async ({ page }) => {
  await page.goto("/login");
  const email = page.getByRole("textbox", { name: "Email" });
  await email.evaluate((input) => input.closest("form")?.setAttribute("novalidate", ""));
  await email.fill("Ada@Exam ple");
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.locator("main").getByRole("alert")).toContainText(
    "That does not look like an email address",
  );
  await expect(email).toHaveValue("Ada@Exam ple");
  await expect(email).toBeFocused();
});

for (const copied of ["mailto:ADDRESS?subject=Hello", "Ada <ADDRESS>", "\u202aADDRESS\u202c"])
  test(`an address is accepted as it is copied: ${JSON.stringify(copied)}`, async ({
    page,
    mailbox,
    address,
  }) => {
    await page.goto("/login");
    const email = page.getByRole("textbox", { name: "Email" });
    await paste(copied.replace("ADDRESS", address), email);
    await expect(email).toHaveValue(address);
    await email.press("Enter");
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    await mailbox.newest(address);
  });

test("only the end of the countdown is announced", async ({ page, address }) => {
  await page.clock.install();
  await askForLink(page, address);
  const again = page.getByRole("button", { name: /^Send again/ });
  const status = again.locator("xpath=following-sibling::*[@role='status']");
  await expect(again).toHaveText(/^Send again in \d+ s$/);
  await expect(again).toBeDisabled();
  await page.clock.runFor(5_000);
  await expect(status).toBeEmpty();
  await page.clock.runFor(56_000);
  await expect(again).toBeEnabled();
  await expect(status).toHaveText("You can ask for another email now.");
});

test("sending another email is announced, and the focus moves to the code field", async ({
  page,
  mailbox,
  address,
}) => {
  await askForLink(page, address);
  await mailbox.newest(address);
  await askedMinutesAgo(page, 1);
  await page.reload();
  await page.getByRole("textbox", { name: "6-digit code" }).fill("123");
  await page.getByRole("button", { name: "Send again" }).click();
  await expect(page.getByText("Only the newest email works.")).toBeVisible();
  await expect(page).toHaveTitle("Sent again · Latchkey");
  const code = page.getByRole("textbox", { name: "6-digit code" });
  await expect(code).toBeFocused();
  await expect(code).toHaveValue("");
  await code.fill(codeIn(await mailbox.newest(address, 2)));
  await code.press("Enter");
  await expectDashboardOf(page, address);
});

test("nothing moves while a page loads and while the countdown runs", async ({ page, address }) => {
  await page.addInitScript(() => {
    window.layoutShifts = [];
    const describe = ({ node, previousRect, currentRect }: LayoutShiftEntry["sources"][number]) =>
      `${node?.nodeName} "${node?.textContent}" from ${JSON.stringify(previousRect)} to ${JSON.stringify(currentRect)}`;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShiftEntry[])
        window.layoutShifts.push({ value: entry.value, sources: entry.sources.map(describe) });
    }).observe({ type: "layout-shift", buffered: true });
  });
  const expectNoShift = async (step: string) =>
    expect((await page.evaluate(() => window.layoutShifts)).filter(isSeen), step).toEqual([]);
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectNoShift("/");
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await expectNoShift("/login");
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("button", { name: /^Send again in \d+ s$/ })).toBeVisible();
  await expect(page.getByText("The email has been delivered.")).toBeVisible();
  await expectNoShift("from the address to the delivered email");
  await page.reload();
  await expect(page.getByRole("button", { name: /^Send again in \d+ s$/ })).toBeVisible();
  await expectNoShift("check your email, loaded again");
});

/** Moves the time of the last request back in the cooldown cookie, which the browser keeps. */
async function askedMinutesAgo(page: Page, minutes: number): Promise<void> {
  const cookies = await page.context().cookies();
  const pending = cookies.find(({ name }) => name.includes("pending"));
  if (!pending) throw new Error("no pending cookie");
  const [secret, askedAt, email] = pending.value.split(".");
  const value = [secret, Number(askedAt) - minutes * 60_000, email].join(".");
  await page.context().addCookies([{ ...pending, value }]);
}

test("the refused text can be corrected, and the address is not in the URL", async ({ page, address }) => {
  await page.goto("/login?next=/settings/profile");
  const field = page.getByRole("textbox", { name: "Email" });
  await field.evaluate((input) => input.closest("form")?.setAttribute("novalidate", ""));
  await field.fill(`${address}@`);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByText("That does not look like an email address")).toBeVisible();
  await expect(field).toHaveValue(`${address}@`);
  await expect(field).toBeFocused();
  expect(page.url()).not.toContain(address);
  await field.fill(address);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await expect(page).toHaveURL(/next=\/settings\/profile/);
});

test("the forms of these pages work across builds", async ({ mailbox, address }) => {
  const visitor = new Visitor();
  const { body: login } = await visitor.open("/login");
  expect(firstForm(login)).toEqual({ action: "/login/request", hidden: { next: "/dashboard" } });
  await visitor.ask(address);
  await mailbox.newest(address);
  const { body: again } = await visitor.open("/login");
  expect(again).toContain('action="/login/request"');
  expect(login + again).not.toContain("$ACTION");
});
