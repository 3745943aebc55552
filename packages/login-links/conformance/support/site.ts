import { expect, type Locator, type Page } from "@playwright/test";
import { linkIn, newestMail } from "./mail.ts";
import type { Options } from "./options.ts";
import { type Form, Visitor } from "./visitor.ts";

/** The signed-in person of a set of cookies, according to Better Auth. */
export interface Who {
  email: string;
  sessionId: string;
}

/** The site under test, as its visitors see it. */
export class Site {
  readonly url: string;

  constructor(readonly options: Options) {
    this.url = options.site;
  }

  visitor(): Visitor {
    return new Visitor(this.url);
  }

  visitorOf(page: Page): Promise<Visitor> {
    return Visitor.of(page.context(), this.url);
  }

  /** Fills in the form and sends it. */
  async ask(page: Page, address: string, path = this.options.login): Promise<void> {
    const { email, ask, asked } = this.options.labels;
    await page.goto(path);
    await page.getByRole("textbox", { name: email }).fill(address);
    await page.getByRole("button", { name: ask, exact: true }).click();
    await expect(page.getByRole("heading", { name: asked })).toBeVisible();
  }

  async typeCode(page: Page, code: string): Promise<void> {
    const { code: field, typeCode } = this.options.labels;
    await page.getByRole("textbox", { name: field }).fill(code);
    await page.getByRole("button", { name: typeCode, exact: true }).click();
  }

  /** The link in the newest mail to an address. */
  linkFor = async (address: string): Promise<string> =>
    linkIn(await newestMail(this.options, address), this.url);

  /** Expects an alert with text. Empty alerts do not count, because frameworks add some of their own. */
  async expectProblem(page: Page): Promise<void> {
    await expect(page.getByRole("alert").filter({ hasText: /\S/ }).first()).toBeVisible();
  }

  continueButton(page: Page): Locator {
    return page.getByRole("button", { name: this.options.labels.continue, exact: true });
  }

  async signOut(page: Page): Promise<void> {
    await page.getByRole("button", { name: this.options.labels.signOut, exact: true }).click();
    await expect(page).toHaveURL((url) => url.pathname === this.options.login);
  }

  async expectHome(page: Page, address: string): Promise<void> {
    const { labels, home } = this.options;
    await expect(page).toHaveURL((url) => url.pathname === home);
    await expect(page.getByRole("heading", { name: labels.home })).toBeVisible();
    await expect(page.getByText(address).first()).toBeVisible();
    await expect(page.getByRole("button", { name: labels.signOut, exact: true })).toBeVisible();
  }

  /** The form that a button of a page sends. */
  async formOf(button: Locator): Promise<Form> {
    return button.evaluate((element) => {
      const form = (element as HTMLButtonElement).form;
      if (!form) throw new Error("The button is in no form.");
      const { pathname, search } = new URL(form.action);
      const fields = [...new FormData(form)].flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value] as const] : [],
      );
      return { action: pathname + search, fields: Object.fromEntries(fields) };
    });
  }

  /** Null if nobody is signed in. */
  async who(visitor: Visitor): Promise<Who | null> {
    const { status, body } = await visitor.send("GET", this.options.session);
    if (status !== 200) throw new Error(`${this.options.session} answered ${status}.`);
    const held = JSON.parse(body) as { user: { email: string }; session: { id: string } } | null;
    return held && { email: held.user.email, sessionId: held.session.id };
  }

  whoIn = async (page: Page): Promise<Who | null> => this.who(await this.visitorOf(page));

  async expectSignedIn(visitor: Visitor, address: string): Promise<void> {
    expect((await this.who(visitor))?.email, "who is signed in").toBe(address);
  }

  async expectNobody(visitor: Visitor): Promise<void> {
    expect(await this.who(visitor), "who is signed in").toBeNull();
  }

  /** Opens the link in the browser that requested it, and expects that the link still works. */
  async expectStillGood(page: Page, link: string, address: string): Promise<void> {
    await page.goto(link);
    await this.expectHome(page, address);
  }

  /** Opens the link in a browser that did not request it, and returns the form of "Continue". */
  async openForm(page: Page, link: string): Promise<Form> {
    await page.goto(link);
    const button = this.continueButton(page);
    await expect(button, "the button that asks before the link is spent").toBeVisible();
    return this.formOf(button);
  }
}
