import { brandNamed } from "../../lib/brand/brand";
import { renderCampaignTemplate } from "../../emails/campaign-template";
import { fillCampaignTemplate } from "../../emails/fill-campaign-template";
import { renderConfirmationEmail, renderMintedLinkEmail, renderSignInEmail } from "../../emails/render";

/** The emails as the product renders them, but with fixed values, so that the pictures are the same each time. */

const siteUrl = "https://app.example.com";
const brand = brandNamed("Latchkey");
const url = `${siteUrl}/login/callback?token=Vb3n0yWq5cTgXk2RmLs8aJpEz6uHf1dYiO7wNxBvQ4t`;
const address = "ada@example.com";

export const signInMail = () =>
  renderSignInEmail({
    url,
    code: "412728",
    address,
    requestedFrom: { device: "Chrome on macOS", place: "203.0.113.7" },
    expiresInMinutes: 15,
    siteUrl,
    brand,
  });

export const confirmationMail = () =>
  renderConfirmationEmail({ url, code: "412728", address, expiresInMinutes: 15, siteUrl, brand });

export const invitationMail = () =>
  renderMintedLinkEmail({
    url,
    address,
    name: "Ada",
    expiresInMinutes: 7 * 24 * 60,
    siteUrl,
    brand,
    invitation: { by: "grace@example.com", as: "a marketer" },
  });

export async function campaignMail() {
  const template = await renderCampaignTemplate(
    {
      subject: "Come to the workshop",
      preheader: "Bring your engine.",
      body: BODY,
      buttonLabel: "Accept the invitation",
    },
    { siteUrl, brand: brandNamed("Acme", "Latchkey Ltd\n1 Key Street\nLondon N1 1AA") },
  );
  const unsubscribeUrl = `${siteUrl}/unsubscribe?r=k17a&s=Qm9i`;
  return fillCampaignTemplate(
    template,
    { email: address, name: "Ada Lovelace", fields: { company: "Analytical & Sons" } },
    { linkUrl: url, unsubscribeUrl },
  );
}

const BODY = `## Hello {{firstName|there}}

You and the people of **{{company|your house}}** are invited to our [spring workshop](${siteUrl}/workshop).

- Two days, twelve seats
- No password: the button is the way in

| Day | From | Where |
| --- | :---: | ---: |
| Tuesday | 9:00 | Room 1 |
| Wednesday | 10:00 | Room 4 |

> "The first invitation that I did not have to answer twice."
`;
