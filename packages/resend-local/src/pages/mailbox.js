/**
 * Updates the parts marked `data-live` to the server's current rendering. Without JavaScript, reloading does the same.
 */
let source = null;
let last = Promise.resolve();

async function refresh() {
  const response = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!response.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const focused = document.activeElement?.id;
  document.title = fresh.title;
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (next && next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
  }
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/**
 * Refreshes one after the other. If a refresh fails, the mailbox is restarting. The stream then reconnects, and
 * refreshes the page when it opens.
 */
const refreshNext = () => (last = last.then(refresh).catch(() => {}));

/**
 * Listens only while the tab is visible: a browser allows six connections to a host, and tabs in the background must
 * not use them up.
 */
function listen() {
  source?.close();
  source = document.hidden ? null : new EventSource("/changes");
  source?.addEventListener("open", refreshNext);
  source?.addEventListener("message", refreshNext);
}

if (document.querySelector("[data-live]")) {
  document.addEventListener("visibilitychange", listen);
  listen();
}
