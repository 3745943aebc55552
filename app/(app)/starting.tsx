"use client";

import { useEffect } from "react";

/**
 * A script that was lost on its way leaves a page that shows everything and does nothing: the page is loaded again,
 * unless that has just been done, or something has been typed since the page works.
 */
const RELOAD = `(function () {
  var KEY = "latchkey.reloaded", isTouched = false;
  addEventListener("input", function () { isTouched = true; }, true);
  addEventListener("error", function (event) {
    if (event.target.tagName !== "SCRIPT") return;
    if (isTouched && !("starting" in document.documentElement.dataset)) return;
    if (Date.now() - sessionStorage.getItem(KEY) < 10000) return;
    sessionStorage.setItem(KEY, Date.now());
    location.reload();
  }, true);
})();`;

const SCRIPT = `document.documentElement.dataset.starting = ""; ${RELOAD}`;

/**
 * From the first HTML until the page's script is there, what needs it takes no click (mantine.css): that one would be
 * lost. Without JavaScript the page never starts, and waits for nothing.
 */
export function StartingScript({ nonce }: { nonce: string | undefined }) {
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}

/** To be called at the top of the page: an effect runs after those of all that is below. */
export function useStarted(): void {
  useEffect(() => {
    delete document.documentElement.dataset.starting;
  }, []);
}
