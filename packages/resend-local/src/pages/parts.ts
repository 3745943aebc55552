import { html, type Html } from "./html";

const FORMAT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

export const time = (at: Date): Html =>
  html`<time datetime="${at.toISOString()}">${FORMAT.format(at)}</time>`;

export const count = (n: number, noun: string): string =>
  `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;

const BAD = ["bounced", "complained", "failed", "suppressed"];

/** `delivery_delayed` as "delivery delayed". Bad events also get a colour. */
export const eventName = (event: string): Html =>
  html`<b class="${BAD.includes(event) && "bad"}">${event.replace("_", " ")}</b>`;

/** A link to another site, in a new tab. */
export const outside = (url: string, label: string, look = ""): Html =>
  html`<a class="${look}" href="${url}" target="_blank" rel="noopener noreferrer">${label}</a>`;
