import { html, type Html } from "./html";

const URL_IN_TEXT = /(https?:\/\/[^\s<>"')\]]+)/g;

/** The text with its addresses made links, each in a tab of its own. */
export function linkify(text: string): Html[] {
  return text
    .split(URL_IN_TEXT)
    .map((part, i) =>
      i % 2 === 1
        ? html`<a href="${part}" target="_blank" rel="noopener noreferrer">${part}</a>`
        : html`${part}`,
    );
}
