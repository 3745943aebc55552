import { frameHeaders } from "../[id]/mail/frame";

/**
 * Shows each mail that the surrounding page posts. The document is not replaced, so it keeps its scroll position.
 * Images that were loaded already are kept, because a reloaded image would have no height for a moment. Scripts in a
 * mail do not run: HTML that is inserted this way runs none, and the policy forbids them too.
 */
const SCRIPT = `
addEventListener("message", ({ source, data }) => {
  if (source !== parent || typeof data?.html !== "string") return;
  const mail = new DOMParser().parseFromString(data.html, "text/html");
  const loaded = [...document.images];
  [...mail.images].forEach((image) => {
    const at = loaded.findIndex(({ src }) => src === image.src);
    if (at === -1) return;
    const [kept] = loaded.splice(at, 1);
    [...image.attributes].forEach(({ name, value }) => kept.setAttribute(name, value));
    image.replaceWith(kept);
  });
  const root = document.documentElement;
  const { scrollTop } = root;
  ["lang", "dir"].forEach((name) => root.setAttribute(name, mail.documentElement.getAttribute(name) ?? ""));
  document.head.replaceChildren(...mail.head.childNodes);
  document.body.replaceWith(mail.body);
  root.scrollTop = scrollTop;
});
addEventListener("click", (event) => event.preventDefault(), true);
parent.postMessage({ isReady: true }, "*");
`;

export const LIVE_MAIL_HEADERS = frameHeaders(SCRIPT);

/** A page that is empty until it receives a mail, and then shows it. */
export const LIVE_MAIL_PAGE = `<!doctype html><html><head></head><body><script>${SCRIPT}</script></body></html>`;
