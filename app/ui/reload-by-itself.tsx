import { headers } from "next/headers";
import * as messages from "@/lib/messages/errors";
import controls from "./controls.module.css";

/**
 * Reloads the page after half a second to a second. The wait doubles with each reload, up to half a minute. When the
 * browser is online again, the page is reloaded at once. sessionStorage keeps the number of reloads, which starts again
 * after two minutes without a reload.
 */
const SCRIPT = `(function () {
  var KEY = "latchkey.reloads", now = Date.now(), last = { count: 3, at: now };
  try {
    last = JSON.parse(sessionStorage.getItem(KEY)) || { count: 0, at: now };
    if (now - last.at > 120000) last.count = 0;
    sessionStorage.setItem(KEY, JSON.stringify({ count: last.count + 1, at: now }));
  } catch (error) {}
  var reload = function () { location.reload(); };
  addEventListener("online", reload);
  setTimeout(reload, Math.min(30000, 1000 * Math.pow(2, last.count)) * (0.5 + Math.random() / 2));
})();`;

/**
 * Reloads a page that the server could not render. This is a script in the page's own HTML, because a client component
 * would add weight to every page.
 */
export async function ReloadByItself() {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <>
      <p className={`${controls.hint} ${controls.scripted}`}>{messages.TRIES_AGAIN}</p>
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SCRIPT }} />
    </>
  );
}
