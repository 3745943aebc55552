import type { Reply } from "../http/reply";
import { headersOf, type Delivery, type Email, type EmailEvent } from "../mail/email";
import { linksOf } from "../mail/links";
import { EVENT_BUTTONS } from "./event-buttons";
import { html, type Html } from "./html";
import { page } from "./layout";
import { eventName, outside, time } from "./parts";

export function mailPage(email: Email): Reply {
  const [link] = linksOf(email);
  const label = link?.label ? `“${link.label.slice(0, 40)}”` : "the link";
  const main = html`<div class="row">
      <h1>${email.subject}</h1>
      ${link && outside(link.url, `Open ${label}`, "button")}
    </div>
    <p class="quiet">To ${email.to.join(", ")}, received ${time(email.createdAt)}</p>
    <div class="sides">
      ${section("html", "HTML", htmlPart(email))} ${section("text", "Plain text", textPart(email))}
      ${section("events", "Events", eventsPart(email))} ${section("headers", "Headers", headersPart(email))}
    </div>`;
  return page({ title: `${email.subject} · Mailbox`, main });
}

const section = (id: string, title: string, inside: Html): Html =>
  html`<section aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${inside}
  </section>`;

/** Scripts are off in the frame; links open in a new tab, as in any mail program. */
function htmlPart(email: Email): Html {
  if (!email.html) return html`<p class="quiet">This mail has no HTML part.</p>`;
  return html`<iframe
    title="The mail as HTML"
    src="/mail/${email.id}/html"
    loading="lazy"
    sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
  ></iframe>`;
}

const URL_IN_TEXT = /(https?:\/\/[^\s<>"')\]]+)/g;

function textPart({ text }: Email): Html {
  if (!text) return html`<p class="quiet">This mail has no plain-text part.</p>`;
  const parts = text.split(URL_IN_TEXT).map((part, i) => (i % 2 === 1 ? outside(part, part) : html`${part}`));
  return html`<pre tabindex="0" role="region" aria-label="The mail as plain text">${parts}</pre>`;
}

function eventsPart({ id, events }: Email): Html {
  const list = html`<ol class="list">
    ${events.map(eventRow)}
  </ol>`;
  return html`<div id="events" data-live>
      ${events.length > 0 ? list : html`<p class="quiet">Nothing has happened to it yet.</p>`}
    </div>
    <form class="row" action="/mail/${id}/events" method="post" aria-label="Make an event happen">
      ${Object.entries(EVENT_BUTTONS).map(
        ([key, { label }]) => html`<button type="submit" name="event" value="${key}">${label}</button>`,
      )}
    </form>`;
}

const eventRow = ({ type, at, webhook, details }: EmailEvent): Html =>
  html`<li>
    ${eventName(type.slice("email.".length))} ${time(at)}
    <span class="quiet">${describeDelivery(webhook)}</span>
    ${Object.values(details).map((detail) => html`<div class="quiet">${Object.values(detail).join(" · ")}</div>`)}
  </li>`;

function describeDelivery({ state, attempts, lastAnswer }: Delivery): string {
  const tries = attempts > 1 ? ` after ${attempts} attempts` : "";
  const answer = lastAnswer ? ` (${lastAnswer})` : "";
  if (state === "off") return "no webhook set up";
  if (state === "delivered") return `webhook accepted${tries}${answer}`;
  if (state === "gave_up") return `webhook given up${tries}${answer}`;
  return attempts > 0 ? `webhook refused${answer}, trying again` : "webhook on its way";
}

function headersPart(email: Email): Html {
  const tags: [string, string][] = email.tags.map(({ name, value }) => [`Tag ${name}`, value]);
  const files: [string, string][] = email.attachments.map((name) => ["Attachment", name]);
  const rows = [...headersOf(email), ...tags, ...files];
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}
