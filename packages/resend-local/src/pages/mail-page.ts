import type { Reply } from "../http/reply";
import { headersOf, lastEventOf, sizeOf, type Delivery, type Email, type EmailEvent } from "../mail/email";
import { linksOf, type Link } from "../mail/links";
import { EVENT_BUTTONS } from "./event-buttons";
import { badge, bytes, time } from "./format";
import { html, type Html } from "./html";
import { page } from "./layout";
import { linkify } from "./linkify";

export function mailPage(email: Email): Reply {
  const links = linksOf(email);
  const main = html` <p class="back"><a href="/">← Inbox</a></p>
    <div class="bar">
      <h1>${email.subject}</h1>
      ${links[0] && html`<a class="button" href="${links[0].url}" target="_blank" rel="noopener noreferrer">Open ${labelOf(links[0])}</a>`}
    </div>
    ${facts(email)}
    <div class="sides">
      <section class="panel" aria-labelledby="html-title">
        <h2 id="html-title">HTML</h2>
        ${htmlSide(email)}
      </section>
      <section class="panel" aria-labelledby="text-title">
        <h2 id="text-title">Plain text</h2>
        ${textSide(email)}
      </section>
    </div>
    <div class="sides">
      <section class="panel" aria-labelledby="events-title">
        <h2 id="events-title">Events</h2>
        <div id="events" data-live>${timeline(email)}</div>
        ${buttons(email)}
      </section>
      <div class="stack">
        <section class="panel" aria-labelledby="links-title">
          <h2 id="links-title">Links</h2>
          ${linkList(links)}
        </section>
        <section class="panel" aria-labelledby="headers-title">
          <h2 id="headers-title">Headers</h2>
          ${headerList(email)}
        </section>
      </div>
    </div>`;
  return page({ title: `${email.subject} · Mailbox`, tab: "inbox", main });
}

function labelOf(link: Link): string {
  return link.label ? `“${link.label.slice(0, 40)}”` : "the link";
}

function facts(email: Email): Html {
  return html`<dl class="facts">
    <div>
      <dt>To</dt>
      <dd>${email.to.join(", ")}</dd>
    </div>
    <div>
      <dt>From</dt>
      <dd>${email.from}</dd>
    </div>
    <div>
      <dt>Received</dt>
      <dd>${time(email.createdAt)}</dd>
    </div>
    <div>
      <dt>Size</dt>
      <dd>${bytes(sizeOf(email))}</dd>
    </div>
    <div>
      <dt>State</dt>
      <dd id="state" data-live>${badge(lastEventOf(email))}</dd>
    </div>
  </dl>`;
}

/** Scripts stay off in the frame; a link leaves it for a tab of its own, as from any mail program. */
function htmlSide(email: Email): Html {
  if (!email.html) return html`<p class="none">This mail has no HTML part.</p>`;
  return html`<iframe
    title="The mail as HTML"
    src="/mail/${email.id}/html"
    loading="lazy"
    sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
  ></iframe>`;
}

function textSide(email: Email): Html {
  if (!email.text) return html`<p class="none">This mail has no plain-text part.</p>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="The mail as plain text">
    <pre>${linkify(email.text)}</pre>
  </div>`;
}

function timeline(email: Email): Html {
  if (email.events.length === 0) return html`<p class="none">Nothing has happened to it yet.</p>`;
  return html`<ol class="timeline">
    ${email.events.map(eventRow)}
  </ol>`;
}

function eventRow(event: EmailEvent): Html {
  return html`<li>
    <span class="name">${badge(event.type.slice("email.".length))}</span>
    ${time(event.at)}
    <span class="hook">${describeDelivery(event.webhook)}</span>
    ${Object.values(event.details).map((detail) => html`<span class="detail">${Object.values(detail).join(" · ")}</span>`)}
  </li>`;
}

function describeDelivery({ state, attempts, lastAnswer }: Delivery): string {
  const tries = attempts > 1 ? ` after ${attempts} attempts` : "";
  const answer = lastAnswer ? ` (${lastAnswer})` : "";
  switch (state) {
    case "off":
      return "no webhook set up";
    case "waiting":
      return attempts > 0 ? `webhook refused${answer}, trying again` : "webhook on its way";
    case "delivered":
      return `webhook accepted${tries}${answer}`;
    case "gave_up":
      return `webhook given up${tries}${answer}`;
  }
}

function buttons(email: Email): Html {
  return html`<form class="buttons" action="/mail/${email.id}/events" method="post">
    <fieldset>
      <legend>Make it happen</legend>
      ${Object.entries(EVENT_BUTTONS).map(
        ([key, { label }]) =>
          html`<button id="event-${key}" class="quiet" type="submit" name="event" value="${key}">
            ${label}
          </button>`,
      )}
    </fieldset>
  </form>`;
}

function linkList(links: Link[]): Html {
  if (links.length === 0) return html`<p class="none">No links in this mail.</p>`;
  return html`<ul class="links">
    ${links.map(
      ({ url, label }) =>
        html`<li>
          ${label && html`<span class="label">${label}</span>`}
          <a href="${url}" target="_blank" rel="noopener noreferrer">${url}</a>
        </li>`,
    )}
  </ul>`;
}

function headerList(email: Email): Html {
  const tags: [string, string][] = email.tags.map(({ name, value }) => [`Tag ${name}`, value]);
  const files: [string, string][] = email.attachments.map((name) => ["Attachment", name]);
  return html`<dl class="headers">
    ${[...headersOf(email), ...tags, ...files].map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
