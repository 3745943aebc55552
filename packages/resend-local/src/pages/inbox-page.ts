import type { Call, Reply } from "../http/reply";
import { lastEventOf, type Email } from "../mail/email";
import type { Inbox } from "../mail/inbox";
import { badge, count, time } from "./format";
import { html, type Html } from "./html";
import { page } from "./layout";

const PER_PAGE = 50;
const PREVIEW_LENGTH = 140;

/** @param loginUrl where the app hands out links, for whoever finds the inbox empty */
export function inboxPage(inbox: Inbox, call: Call, loginUrl: string): Reply {
  const search = call.query.get("search")?.trim() ?? "";
  const cursor = call.query.get("after") ?? "";
  const after = inbox.has(cursor) ? cursor : undefined;
  const { emails, hasMore, total } = inbox.list({ limit: PER_PAGE, search, after });
  const main = html` <div class="bar">
      <h1>Inbox</h1>
      <form class="search" role="search" action="/" method="get">
        <label class="hidden" for="search">Search by address or subject</label>
        <input
          id="search"
          name="search"
          type="search"
          value="${search}"
          placeholder="Search by address or subject"
          autocomplete="off"
          spellcheck="false"
        />
        <button class="quiet" type="submit">Search</button>
      </form>
      <div id="empty" data-live>${inbox.size > 0 && EMPTY_BUTTON}</div>
    </div>
    <p id="count" class="count" role="status" data-live>${status(search, total)}</p>
    <div id="mails" data-live>
      ${
        emails.length > 0
          ? html`<ol class="mails">
              ${emails.map(row)}
            </ol>`
          : nothing(inbox, search, loginUrl)
      }
      ${pager(search, after, hasMore ? emails.at(-1)?.id : undefined)}
    </div>
    <noscript
      ><p class="count">
        <a href="">Look again</a> (with JavaScript on, the list keeps itself up to date)
      </p></noscript
    >`;
  const title = inbox.size > 0 ? `Inbox (${inbox.size}) · Mailbox` : "Inbox · Mailbox";
  return page({ title, tab: "inbox", main });
}

const EMPTY_BUTTON = html`<form action="/empty" method="post">
  <button id="empty-inbox" class="quiet" type="submit">Empty inbox</button>
</form>`;

function status(search: string, total: number): string {
  return search ? `${count(total, "mail")} for “${search}”` : count(total, "mail");
}

function row(email: Email): Html {
  return html`<li>
    <a class="mail" id="mail-${email.id}" href="/mail/${email.id}">
      <span class="to">${email.to.join(", ")}</span>
      <span class="when">${time(email.createdAt)}</span>
      <span class="what"
        ><span class="subject">${email.subject}</span> <span class="preview">${previewOf(email)}</span></span
      >
      <span class="state">${badge(lastEventOf(email))}</span>
    </a>
  </li>`;
}

/** The beginning of the text; of the HTML, stripped, where there is no text. */
function previewOf({ text, html: markup }: Email): string {
  const plain = text || (markup ?? "").replace(/<(style|title)[\s\S]*?<\/\1>|<[^>]*>|&[#\w]+;/gi, " ");
  return plain.slice(0, 2_000).replace(/\s+/g, " ").trim().slice(0, PREVIEW_LENGTH);
}

function nothing(inbox: Inbox, search: string, loginUrl: string): Html {
  if (search && inbox.size > 0) {
    return html`<div class="nothing">
      <h2>Nothing for “${search}”</h2>
      <p><a href="/">Show all ${count(inbox.size, "mail")}</a></p>
    </div>`;
  }
  return html`<div class="nothing">
    <h2>No mail yet</h2>
    <p>Ask for a link at <a href="${loginUrl}">${loginUrl}</a><br />and its email lands here.</p>
  </div>`;
}

function pager(search: string, after: string | undefined, next: string | undefined): Html {
  const query = (cursor?: string) =>
    new URLSearchParams({ ...(search && { search }), ...(cursor && { after: cursor }) }).toString();
  return html`<nav class="pager" aria-label="Pages">
    ${after && html`<a href="/?${query()}">Newest</a>`}
    ${next && html`<a href="/?${query(next)}" rel="next">Older</a>`}
  </nav>`;
}
