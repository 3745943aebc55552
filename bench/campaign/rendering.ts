/**
 * Compares two ways to make one mail for each recipient: filled from the one template, or rendered by React Email each
 * time.
 */
import { brandNamed } from "../../lib/brand/brand";
import { fillCampaignTemplate, renderCampaignTemplate } from "../../emails/campaign-template";
import { ratio, type Report, table } from "../support/report";
import { timed } from "../support/timing";
import { MESSAGE, recipientRows } from "./marketer";

const FILLED = 20_000;
const RENDERED = 300;
const WARM_UP = 50;
const OPTIONS = {
  siteUrl: "https://app.example.com",
  brand: brandNamed("Acme", "Latchkey, 1 Example Street"),
};

export async function rendering(): Promise<Report> {
  const template = await renderCampaignTemplate(MESSAGE, OPTIONS);
  const filled = await rateOf(FILLED, (at) =>
    Promise.resolve(fillCampaignTemplate(template, ...forRecipient(at))),
  );
  const rendered = await rateOf(RENDERED, async (at) =>
    fillCampaignTemplate(await renderCampaignTemplate(MESSAGE, OPTIONS), ...forRecipient(at)),
  );
  return [
    table(
      "Emails made one after the other: subject, HTML and text",
      ["", "emails a second"],
      [
        ["filled from the one template", Math.round(filled)],
        ["rendered by React Email for each", Math.round(rendered)],
        ["filled / rendered", ratio(filled, rendered)],
      ],
    ),
  ];
}

type ForRecipient = Parameters<typeof fillCampaignTemplate> extends [unknown, ...infer Rest] ? Rest : never;

const [recipient = { email: "", fields: {} }] = recipientRows(1);

function forRecipient(at: number): ForRecipient {
  const token = String(at).padStart(43, "0");
  const urls = {
    linkUrl: `${OPTIONS.siteUrl}/login/callback?token=${token}`,
    unsubscribeUrl: `${OPTIONS.siteUrl}/unsubscribe?r=${at}&s=${token}`,
  };
  return [{ ...recipient, email: `reader-${at}@example.com` }, urls];
}

async function rateOf(count: number, make: (at: number) => Promise<unknown>): Promise<number> {
  for (let at = 0; at < WARM_UP; at++) await make(at);
  const took = await timed(async () => {
    for (let at = 0; at < count; at++) await make(at);
  });
  return count / (took / 1_000);
}
