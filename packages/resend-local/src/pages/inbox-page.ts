import type { Call, Reply } from "../http/reply";
import { lastEventOf, type Email } from "../mail/email";
import type { Inbox } from "../mail/inbox";
import { html, type Html } from "./html";
import { page } from "./layout";
import { count, eventName, time } from "./parts";

const PER_PAGE = 50;

/** @param loginUrl the app's login page, shown while the inbox is empty */
export function inboxPage(inbox: Inbox, call: Call, loginUrl: string): Reply {
  const search = call.query.get("search")?.trim() ?? "";
  const cursor = call.query.get("after") ?? "";
  const after = inbox.has(cursor) ? cursor : undefined;
  const { emails, hasMore, total } = inbox.list({ limit: PER_PAGE, search, after });
  const main = html`<div class="row">
      <h1>Inbox</h1>
      <form class="row" role="search" action="/" method="get">
        <input name="search" type="search" value="${search}" aria-label="Search by address or subject" />
        <button type="submit">Search</button>
      </form>
      <div id="empty" data-live>${inbox.size > 0 && EMPTY_BUTTON}</div>
    </div>
    <p id="count" class="quiet" role="status" data-live>
      ${count(total, "mail")}${search && ` for “${search}”`}
    </p>
    <div id="mails" data-live>
      ${
        emails.length > 0
          ? html`<ol class="list">
              ${emails.map(row)}
            </ol>`
          : nothing(search, loginUrl)
      }
      ${pager(search, after, hasMore ? emails.at(-1)?.id : undefined)}
    </div>
    <noscript><p>Reload the page to see new mail.</p></noscript>`;
  const title = inbox.size > 0 ? `Inbox (${inbox.size}) · Mailbox` : "Inbox · Mailbox";
  return page({ title, path: "/", main });
}

const EMPTY_BUTTON = html`<form action="/empty" method="post">
  <button id="empty-inbox" type="submit">Empty inbox</button>
</form>`;

const row = (email: Email): Html =>
  html`<li>
    <a class="mail" id="mail-${email.id}" href="/mail/${email.id}">
      <span>${email.to.join(", ")}</span> <b>${email.subject}</b>
      <span>${eventName(lastEventOf(email))}</span> <span class="quiet">${time(email.createdAt)}</span>
    </a>
  </li>`;

const nothing = (search: string, loginUrl: string): Html =>
  search
    ? html`<p>Nothing for “${search}”. <a href="/">Show all mail</a></p>`
    : html`<p>
        No mail yet. Ask for a link at <a href="${loginUrl}">${loginUrl}</a>, and its email is shown here.
      </p>`;

function pager(search: string, after: string | undefined, next: string | undefined): Html {
  const query = (cursor?: string) =>
    new URLSearchParams({ ...(search && { search }), ...(cursor && { after: cursor }) }).toString();
  return html`<nav class="row" aria-label="Pages">
    ${after && html`<a href="/?${query()}">Newest</a>`}
    ${next && html`<a href="/?${query(next)}" rel="next">Older</a>`}
  </nav>`;
}
