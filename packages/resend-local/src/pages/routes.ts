import { ApiError } from "../api/errors";
import { orRefuse } from "../api/validate";
import { faultSchema } from "../faults/fault";
import type { Faults } from "../faults/faults";
import { seeOther, type Call, type Handler } from "../http/reply";
import { route, type Route } from "../http/router";
import { eventRequest } from "../mail/events";
import type { Inbox } from "../mail/inbox";
import type { PostOffice } from "../mail/post-office";
import { changes } from "./changes";
import { EVENT_BUTTONS } from "./event-buttons";
import { FAULT_PRESETS, faultPage } from "./fault-page";
import { html } from "./html";
import { inboxPage } from "./inbox-page";
import { ASSET_PATHS, assetReply, page } from "./layout";
import { mailPage } from "./mail-page";
import { rawHtml } from "./raw-html";

type Parts = { inbox: Inbox; postOffice: PostOffice; faults: Faults; loginUrl: string };

/** What people see. Every button is a plain form, so that all of it works without JavaScript. */
export function pageRoutes({ inbox, postOffice, faults, loginUrl }: Parts): Route[] {
  const mailOf = (call: Call) => inbox.get(call.params.id ?? "");
  return [
    route(
      "GET",
      "/",
      inWords((call) => inboxPage(inbox, call, loginUrl)),
    ),
    route("POST", "/empty", () => {
      inbox.clear();
      return seeOther("/");
    }),
    route(
      "GET",
      "/mail/:id",
      inWords((call) => mailPage(mailOf(call))),
    ),
    route(
      "GET",
      "/mail/:id/html",
      inWords((call) => rawHtml(mailOf(call))),
    ),
    route(
      "POST",
      "/mail/:id/events",
      inWords((call) => {
        const { request } = chosen(EVENT_BUTTONS, call, "event");
        const email = mailOf(call);
        postOffice.report(email, eventRequest.parse(request));
        return seeOther(`/mail/${email.id}#events-title`);
      }),
    ),
    route("GET", "/controls", (call) => faultPage(faults, call.headers.host ?? "localhost:3025")),
    route(
      "POST",
      "/controls",
      inWords((call) => {
        const { fault } = chosen(FAULT_PRESETS, call, "fault");
        faults.add(orRefuse(faultSchema, { ...fault, times: Number(form(call).get("times") ?? 1) }));
        return seeOther("/controls");
      }),
    ),
    route("POST", "/controls/clear", () => {
      faults.clear();
      return seeOther("/controls");
    }),
    route("GET", "/changes", () => changes(inbox, faults)),
    ...ASSET_PATHS.map((path) => route("GET", path, () => assetReply(path))),
  ];
}

const form = (call: Call) => new URLSearchParams(call.body);

function chosen<T>(table: Record<string, T>, call: Call, field: string): T {
  const key = form(call).get(field) ?? "";
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  if (!value) throw new ApiError("validation_error", `There is no ${field} “${key}”.`);
  return value;
}

/** A person gets a page where a program would get the error as JSON. */
function inWords(handler: Handler): Handler {
  return async (call) => {
    try {
      return await handler(call);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const main = html`<div class="nothing">
        <h1>${error.statusCode === 404 ? "This mail is gone" : "That did not work"}</h1>
        <p>
          ${error.statusCode === 404 ? "The inbox was emptied, or newer mail took its place." : error.message}
        </p>
        <p><a href="/">Back to the inbox</a></p>
      </div>`;
      return page({ title: "Mailbox", tab: "inbox", main, status: error.statusCode });
    }
  };
}
