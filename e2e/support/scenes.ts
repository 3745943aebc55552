import type { BrowserContextOptions, Page } from "@playwright/test";
import { mint } from "./deployment";
import { codeIn, linkIn, type Mailbox } from "./mailbox";
import { askForLink, signIn, typeCode } from "./pages";
import { expect, newAddress } from "./test";
import { Visitor } from "./visitor";

/** The fixtures that a scene uses to bring a browser to a page in a certain state. */
export interface Stage {
  page: Page;
  mailbox: Mailbox;
  address: string;
  openOtherBrowser: (options?: BrowserContextOptions) => Promise<Page>;
}

const LONG_ADDRESS =
  "augusta.ada.king.noel.countess.of.lovelace@department-of-analytical-engines.example.com";

export type Scene = (stage: Stage) => Promise<unknown>;

const at =
  (path: string): Scene =>
  ({ page }) =>
    page.goto(path);

/** Opens a link, and then the confirm page after an exchange that failed with this problem. */
const atConfirm =
  (problem: string): Scene =>
  async ({ page, address }) => {
    await page.goto(await mint({ email: address }));
    await page.goto(`/login/confirm?problem=${problem}`);
  };

/** Every page outside the admin pages, in every state that a browser can reach. Each name says what the page shows. */
export const scenes: Record<string, Scene> = {
  "the landing page": at("/"),
  "no such page": at("/nowhere"),

  "/login": at("/login"),
  "/login after signing out": at("/login?problem=signed_out"),
  "/login after a problem": at("/login?problem=cookies_off"),
  "/login with an address that is none": async ({ page }) => {
    await page.goto("/login");
    const field = page.getByRole("textbox", { name: "Email" });
    await field.evaluate((input) => input.closest("form")?.setAttribute("novalidate", ""));
    await field.fill("ada@");
    await page.getByRole("button", { name: "Email me a link" }).click();
    await expect(field).toHaveAccessibleDescription(/That does not look like an email address/);
  },

  "/login in a browser that keeps no cookies": ({ page }) =>
    page.goto(`/login?asked=${Math.floor(Date.now() / 60_000)}`),

  "check your email": ({ page, address }) => askForLink(page, address),
  "check your email, with a long address": ({ page }) => askForLink(page, LONG_ADDRESS),
  "check your email, with a wrong code": async ({ page, mailbox, address }) => {
    await askForLink(page, address);
    await typeCode(page, codeIn(await mailbox.newest(address)) === "123456" ? "654321" : "123456");
    await expect(page.getByText("That code is not right")).toBeVisible();
  },
  "check your email, sent again": async ({ page, address }) => {
    await askForLink(page, address);
    await page.goto("/login?sent=again");
  },
  "check your email, too many tries from this network": async ({ page, address }) => {
    await askForLink(page, address);
    await page.goto("/login?problem=rate_limited&wait=240");
  },

  "confirm, ready": async ({ page, mailbox, address }) => {
    await new Visitor().ask(address);
    await page.goto(linkIn(await mailbox.newest(address)));
  },
  "confirm, with a name": async ({ page, address }) => {
    const name = "Augusta Ada King-Noel, Countess of Lovelace and Baroness of Wentworth";
    await page.goto(await mint({ email: address, name }));
  },
  "confirm, somebody else signed in": async ({ page, mailbox, address }) => {
    await signIn(page, mailbox, address);
    await page.goto(await mint({ email: newAddress() }));
    await expect(page.getByText("Somebody else is signed in here")).toBeVisible();
  },
  "confirm, another link opened since": atConfirm("changed"),
  "confirm, too many tries from this network": atConfirm("rate_limited&wait=90"),
  "confirm, server out of reach": atConfirm("unreachable"),
  "confirm, expired": atConfirm("expired"),
  "confirm, revoked": atConfirm("revoked"),
  "confirm, too many tries": atConfirm("too_many_attempts"),
  "confirm, used": async ({ page, address }) => {
    const link = await mint({ email: address });
    await new Visitor().continueWith(link);
    await page.goto(link);
  },
  "confirm, unknown": at(`/login/callback?token=${"x".repeat(43)}`),
  "confirm, a code waits here": async ({ page, address }) => {
    await askForLink(page, address);
    await page.goto("/login/confirm");
  },
  "confirm, cookies off": at("/login/confirm?problem=cookies_off"),

  "unsubscribe, an unknown link": at("/unsubscribe"),

  "/dashboard": ({ page, mailbox, address }) => signIn(page, mailbox, address),
  "/settings/profile": async ({ page, mailbox, address }) => {
    await signIn(page, mailbox, address);
    await page.goto("/settings/profile");
  },
  "/settings/sessions": async ({ page, mailbox, address }) => {
    await signIn(page, mailbox, address);
    await new Visitor().continueWith(await mint({ email: address }));
    await page.goto("/settings/sessions");
  },
};
