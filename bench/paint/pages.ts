/** All pages that are measured, with some content, by name. */
import type { Page } from "@playwright/test";
import { draftFor, type Marketer, recipientRows, signIn } from "../campaign/marketer";
import { newAddresses, ourTokens } from "../exchange/contenders";
import { mailsIn } from "../support/mailbox";
import type { Stack } from "../support/stack";
import { until } from "../support/until";

const READERS = recipientRows(60);
const SENT_WITHIN_MS = 60_000;

export type Shown = {
  /** The page that is opened and timed. */
  path: string;
  /** Preparations, in a separate browser that is signed in as an admin by default. */
  before?: (page: Page) => Promise<unknown>;
  isSignedOut?: boolean;
};

export async function layOutPages(stack: Stack): Promise<Record<string, Shown>> {
  const marketer = await signIn(stack);
  const sent = await sendTo(stack, marketer);
  const reminder = await marketer.mutation<string>("campaigns:remind", { campaignId: sent });
  const draft = await draftFor(marketer, recipientRows(READERS.length, "draft"));
  const person = await marketer.query<string>("person:find", { email: READERS[0]!.email });
  const [address = ""] = newAddresses(1);
  const [token = ""] = await ourTokens(stack, [address]);
  const at = (path: string): Shown => ({ path });
  const out = (path: string, before?: Shown["before"]): Shown => ({ path, before, isSignedOut: true });
  return {
    "landing page": out("/"),
    "sign in": out("/login"),
    "check your email": out("/login", askForLink),
    confirm: out(`/login/callback?token=${token}`),
    dashboard: at("/dashboard"),
    profile: at("/settings/profile"),
    sessions: at("/settings/sessions"),
    passkeys: at("/settings/passkeys"),
    overview: at("/admin/overview"),
    campaigns: at("/admin/campaigns"),
    "campaign, write": at(`/admin/campaigns/${draft}`),
    "campaign, audience": at(`/admin/campaigns/${draft}?step=audience`),
    "campaign, preview": at(`/admin/campaigns/${draft}?step=preview`),
    "campaign, launch": at(`/admin/campaigns/${draft}?step=launch`),
    "campaign, watch": at(`/admin/campaigns/${sent}`),
    "reminder, write": at(`/admin/campaigns/${reminder}`),
    "reminder, preview": at(`/admin/campaigns/${reminder}?step=preview`),
    "campaigns side by side": at("/admin/campaigns/compare"),
    templates: at("/admin/campaigns/templates"),
    suppressions: at("/admin/suppressions"),
    people: at("/admin/people"),
    "one person": at(`/admin/people/${person}`),
    invitations: at("/admin/people/invitations"),
    "blocked addresses": at("/admin/blocked"),
    notices: at("/admin/notices"),
    brand: at("/admin/brand"),
    "sign-in links": at("/admin/links"),
    "API keys": at("/admin/keys"),
    audit: at("/admin/audit"),
  };
}

async function sendTo(stack: Stack, marketer: Marketer): Promise<string> {
  const campaignId = await draftFor(marketer, READERS);
  await marketer.mutation("campaigns:launch", { campaignId });
  const isSent = async () => {
    const { status } = await marketer.query<{ status: string }>("campaigns:get", { campaignId });
    return status === "sent" ? true : null;
  };
  if (await until(isSent, { withinMs: SENT_WITHIN_MS })) return campaignId;
  throw new Error(`The campaign was not sent; ${(await mailsIn(stack.mailboxUrl)).length} mails are out.`);
}

async function askForLink(page: Page): Promise<void> {
  await page.goto("/login");
  await page.getByRole("textbox", { name: "Email" }).fill("somebody@example.com");
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByRole("heading", { name: "Check your email" }).waitFor();
}
