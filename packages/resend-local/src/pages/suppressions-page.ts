import type { Reply } from "../http/reply";
import type { Origin, Suppression, Suppressions } from "../mail/suppressions";
import { html, type Html } from "./html";
import { page } from "./layout";
import { count, time } from "./parts";

/** The path differs from the API's, which programs call. */
export const SUPPRESSIONS_PAGE = "/suppressed";

const WHY: Record<Origin, string> = {
  bounce: "bounced for good",
  complaint: "marked as spam",
  manual: "added by hand",
};

export function suppressionsPage(suppressions: Suppressions): Reply {
  const all = suppressions.list();
  const main = html`<h1>Suppressions</h1>
    <p class="quiet">
      Mail to these addresses is accepted but not delivered, as at Resend. Remove an address to deliver to it
      again.
    </p>
    <p id="suppressed-count" class="quiet" role="status" data-live>${count(all.length, "suppression")}</p>
    <div id="suppressed" data-live>
      ${
        all.length > 0
          ? html`<ol class="list">
              ${all.map(row)}
            </ol>`
          : html`<p class="quiet">None: no mail has bounced for good or was marked as spam.</p>`
      }
    </div>`;
  return page({ title: "Suppressions · Mailbox", path: SUPPRESSIONS_PAGE, main });
}

const row = ({ id, email, origin, sourceId, createdAt }: Suppression): Html =>
  html`<li>
    <form class="row" action="${SUPPRESSIONS_PAGE}/remove" method="post">
      <span
        ><b>${email}</b> ${sourceId ? html`<a href="/mail/${sourceId}">${WHY[origin]}</a>` : WHY[origin]}
        <span class="quiet">${time(createdAt)}</span></span
      >
      <button id="remove-${id}" type="submit" name="id" value="${id}" aria-label="Remove ${email}">
        Remove
      </button>
    </form>
  </li>`;
