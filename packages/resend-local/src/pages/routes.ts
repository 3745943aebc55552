import { ApiError } from "../api/errors";
import { orRefuse } from "../api/validate";
import { faultSchema } from "../faults/fault";
import type { Faults } from "../faults/faults";
import { seeOther, type Call, type Handler } from "../http/reply";
import { route, type Route } from "../http/router";
import { eventRequest } from "../mail/events";
import type { Inbox } from "../mail/inbox";
import type { PostOffice } from "../mail/post-office";
import type { Suppressions } from "../mail/suppressions";
import { changes } from "./changes";
import { EVENT_BUTTONS } from "./event-buttons";
import { FAULT_PRESETS, faultPage } from "./fault-page";
import { html } from "./html";
import { inboxPage } from "./inbox-page";
import { ASSETS, page } from "./layout";
import { mailPage } from "./mail-page";
import { rawHtml } from "./raw-html";
import { SUPPRESSIONS_PAGE, suppressionsPage } from "./suppressions-page";

type Parts = {
  inbox: Inbox;
  postOffice: PostOffice;
  suppressions: Suppressions;
  faults: Faults;
  loginUrl: string;
};

/** The pages for people. Every button is a plain form, so everything works without JavaScript. */
export function pageRoutes({ inbox, postOffice, suppressions, faults, loginUrl }: Parts): Route[] {
  const mailOf = (call: Call) => inbox.get(call.params.id ?? "");

  function report(call: Call) {
    const { request } = chosen(EVENT_BUTTONS, call, "event");
    const email = mailOf(call);
    postOffice.report(email, eventRequest.parse(request));
    return seeOther(`/mail/${email.id}#events-title`);
  }

  function addFault(call: Call) {
    const { fault } = chosen(FAULT_PRESETS, call, "fault");
    faults.add(orRefuse(faultSchema, { ...fault, times: Number(form(call).get("times") ?? 1) }));
    return seeOther("/controls");
  }

  function clear(list: Pick<Inbox | Faults, "clear">, path: string) {
    list.clear();
    return seeOther(path);
  }

  /** The suppression may have been removed meanwhile. This is not an error: the page then shows that it is gone. */
  function removeSuppression(call: Call) {
    const id = form(call).get("id") ?? "";
    if (suppressions.list().some((known) => known.id === id)) suppressions.remove(id);
    return seeOther(SUPPRESSIONS_PAGE);
  }

  const pages: [method: string, path: string, handler: Handler][] = [
    ["GET", "/", (call) => inboxPage(inbox, call, loginUrl)],
    ["POST", "/empty", () => clear(inbox, "/")],
    ["GET", "/mail/:id", (call) => mailPage(mailOf(call))],
    ["GET", "/mail/:id/html", (call) => rawHtml(mailOf(call))],
    ["POST", "/mail/:id/events", report],
    ["GET", "/controls", () => faultPage(faults)],
    ["POST", "/controls", addFault],
    ["POST", "/controls/clear", () => clear(faults, "/controls")],
    ["GET", SUPPRESSIONS_PAGE, () => suppressionsPage(suppressions)],
    ["POST", `${SUPPRESSIONS_PAGE}/remove`, removeSuppression],
    ["GET", "/changes", () => changes([inbox, suppressions, faults])],
    ...ASSETS.map(({ path, reply }): [string, string, Handler] => ["GET", path, () => reply]),
  ];
  return pages.map(([method, path, handler]) => route(method, path, inWords(handler)));
}

const form = (call: Call) => new URLSearchParams(call.body);

function chosen<T>(table: Record<string, T>, call: Call, field: string): T {
  const key = form(call).get(field) ?? "";
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  if (!value) throw new ApiError("validation_error", `There is no ${field} “${key}”.`);
  return value;
}

/** Shows people a page where a program would get the error as JSON. */
function inWords(handler: Handler): Handler {
  return async (call) => {
    try {
      return await handler(call);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const isGone = error.statusCode === 404;
      const main = html`<h1>${isGone ? "This mail is gone" : "Something went wrong"}</h1>
        <p>${isGone ? "The inbox was emptied, or newer mail took its place." : error.message}</p>
        <p><a href="/">Back to the inbox</a></p>`;
      return page({ title: "Mailbox", main, status: error.statusCode });
    }
  };
}
