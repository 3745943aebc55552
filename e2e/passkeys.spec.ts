/**
 * Passkeys in a browser, with Chromium's virtual authenticator. __tests__/convex/passkeys.test.ts tests the
 * deployment's part.
 */
import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { Authenticator } from "./support/authenticator";
import { expectDashboardOf, signIn } from "./support/pages";
import { expect, newAddress, test } from "./support/test";
import { Visitor } from "./support/visitor";

async function addPasskey(page: Page): Promise<void> {
  await page.goto("/settings/passkeys");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByRole("button", { name: /^Remove / })).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
}

/**
 * Signs in by the "Use a passkey" button. Call `withoutOffer` first: the authenticator answers at once, so the browser
 * would otherwise accept the offer in the address field before the button is pressed.
 */
async function usePasskey(page: Page, path = "/login"): Promise<void> {
  await page.goto(path);
  await page.getByRole("button", { name: "Use a passkey" }).click();
}

/** Turns off the offer of passkeys in the address field, which the authenticator would accept at once. */
async function withoutOffer(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(PublicKeyCredential, "isConditionalMediationAvailable", {
      value: async () => false,
    });
  });
}

test("a passkey is added after signing in by a link, used on the sign-in page, renamed and removed", async ({
  page,
  mailbox,
  address,
}) => {
  const authenticator = await Authenticator.plugInto(page);
  await withoutOffer(page);
  await signIn(page, mailbox, address);
  await addPasskey(page);
  await expectAccessible(page);
  await signOut(page);
  await usePasskey(page, "/login?next=/settings/passkeys");
  await expect(page).toHaveURL(/\/settings\/passkeys$/);
  await expect(page.getByText(/last used (just now|now)/)).toBeVisible();

  await page.getByRole("button", { name: /^Rename / }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("My laptop");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  const [credential] = await authenticator.credentials();
  await page.getByRole("button", { name: "Remove My laptop" }).click();
  await page.getByRole("button", { name: "Remove the passkey" }).click();
  await expect(page.getByRole("button", { name: /^Remove / })).toHaveCount(0);
  // The page has signalled to the browser that the passkey is unknown, so the browser has deleted it.
  await expect.poll(() => authenticator.credentials()).toEqual([]);

  await signOut(page);
  await authenticator.putBack(credential!);
  await usePasskey(page);
  await expect(page.getByRole("alert").getByText("We don't recognise this passkey")).toBeVisible();
  await expectAccessible(page);
});

test("the address field offers passkeys, without a call to Convex or a library", async ({ page }) => {
  await page.addInitScript(() => {
    const get = navigator.credentials.get.bind(navigator.credentials);
    navigator.credentials.get = (options) => {
      document.documentElement.dataset.mediation = options?.mediation;
      return get(options);
    };
  });
  await Authenticator.plugInto(page);
  await page.goto("/login");
  await expect(page.locator("html")).toHaveAttribute("data-mediation", "conditional");
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveAttribute("autocomplete", /webauthn$/);
});

test("the sheet after signing in by a link adds a passkey, and appears once", async ({
  page,
  mailbox,
  address,
}) => {
  await Authenticator.plugInto(page);
  await withoutOffer(page);
  await signIn(page, mailbox, address);
  const sheet = page.getByRole("complementary", { name: "Use this device next time" });
  await expect(sheet).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Add a passkey" }).click();
  await expect(sheet).toHaveCount(0);
  await signOut(page);
  await usePasskey(page);
  await expectDashboardOf(page, address);
  await expect(sheet).toHaveCount(0);
});

test("two accounts on one device each sign in as themselves", async ({ page, mailbox, address }) => {
  const authenticator = await Authenticator.plugInto(page);
  await withoutOffer(page);
  await signIn(page, mailbox, address);
  await addPasskey(page);
  const [first] = await authenticator.credentials();
  await signOut(page);
  const second = newAddress();
  await signIn(page, mailbox, second);
  await addPasskey(page);
  const both = await authenticator.credentials();
  const other = both.find(({ credentialId }) => credentialId !== first?.credentialId);
  expect(both.map(({ userHandle }) => userHandle)).toHaveLength(2);
  await signOut(page);
  await authenticator.putBack(first!);
  await usePasskey(page);
  await expectDashboardOf(page, address);
  await signOut(page);
  await authenticator.putBack(other!);
  await usePasskey(page);
  await expectDashboardOf(page, second);
});

test("a copied passkey with a lower counter is refused", async ({ page, mailbox, address }) => {
  const authenticator = await Authenticator.plugInto(page);
  await withoutOffer(page);
  await signIn(page, mailbox, address);
  await addPasskey(page);
  const [copy] = await authenticator.credentials();
  for (const _ of [1, 2]) {
    await signOut(page);
    await usePasskey(page);
    await expectDashboardOf(page, address);
  }
  await signOut(page);
  await authenticator.putBack(copy!);
  await usePasskey(page);
  await expect(page.getByRole("alert").getByText("This passkey may have been copied")).toBeVisible();
});

test("a person who is not verified is not signed in, and can still ask for a link", async ({
  page,
  mailbox,
  address,
}) => {
  const authenticator = await Authenticator.plugInto(page);
  await withoutOffer(page);
  await signIn(page, mailbox, address);
  await addPasskey(page);
  await signOut(page);
  await authenticator.refuseVerification();
  await usePasskey(page);
  await expect(page.getByText("No passkey was used. Try again, or ask for a link.")).toBeVisible();
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
});

test("a signed answer cannot be used twice, here or in another browser", async ({
  page,
  mailbox,
  address,
  context,
}) => {
  await Authenticator.plugInto(page);
  await withoutOffer(page);
  await signIn(page, mailbox, address);
  await addPasskey(page);
  await signOut(page);
  const sent = page.waitForRequest(
    (request) => request.method() === "POST" && request.url().endsWith("/login/passkey"),
  );
  await usePasskey(page);
  const form = Object.fromEntries(new URLSearchParams((await sent).postData() ?? ""));
  await expectDashboardOf(page, address);
  const cookie = (await context.cookies()).find(({ name }) => name.endsWith("latchkey-passkey"));
  const same = new Visitor();
  same.cookies.set(cookie!.name, cookie!.value);
  expect((await same.submit("/login/passkey", form)).headers.location).toContain("passkey=replayed");
  const other = new Visitor();
  await other.open("/login/passkey");
  expect((await other.submit("/login/passkey", form)).headers.location).toContain("passkey=not_verified");
  const without = await new Visitor().submit("/login/passkey", form);
  expect(without.headers.location).toContain("passkey=cookies_off");
  expect((await other.submit("/login/passkey", form, { "sec-fetch-site": "cross-site" })).status).toBe(403);
});

test("a passkey confirms that it is you, without an email", async ({ page, mailbox, address }) => {
  await Authenticator.plugInto(page);
  await withoutOffer(page);
  await signIn(page, mailbox, address);
  await addPasskey(page);
  await page.goto("/confirm?next=/settings/passkeys");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/\/settings\/passkeys$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("there is no passkey button", async ({ page }) => {
    await page.goto("/login");
    await expect(page.getByRole("button", { name: "Email me a link" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Use a passkey" })).toBeHidden();
  });
});
