/**
 * Keeps the parts marked `data-live` as the server would render them now. Without JavaScript every page still works;
 * only the looking again is by hand. The event stream is open only while the tab is looked at: a browser grants a
 * host six connections, and forgotten tabs must not use them up.
 */
let source = null;
let running = false;
let again = false;

async function refresh() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    if (response.ok) replaceParts(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    // The mailbox is away, most likely restarting: the event stream reconnects and calls again.
  }
  running = false;
  if (again) {
    again = false;
    void refresh();
  }
}

function replaceParts(fresh) {
  const focused = document.activeElement?.id;
  document.title = fresh.title;
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    if (next && next.innerHTML !== part.innerHTML) part.replaceChildren(...next.childNodes);
  }
  const lost = focused && document.activeElement?.id !== focused;
  if (lost) document.getElementById(focused)?.focus({ preventScroll: true });
}

function listen() {
  source?.close();
  source = null;
  if (document.hidden) return;
  source = new EventSource("/changes");
  source.addEventListener("open", () => void refresh());
  source.addEventListener("message", () => void refresh());
}

if (document.querySelector("[data-live]")) {
  document.addEventListener("visibilitychange", listen);
  listen();
}
