"use client";

import { useEffect } from "react";

declare global {
  interface Window {
    /** What was typed into fields before React knew of them. */
    latchkeyTyped?: Map<Field, string>;
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement;

const RELOADED = "latchkey.reloaded";

/**
 * A script that was lost on its way leaves a page that shows everything and does nothing. The page is loaded again, once,
 * if nothing has been typed into it. Otherwise, or if that has not helped, the page says so (shell.tsx).
 */
const SCRIPT = `(function () {
  var root = document.documentElement, typed = (window.latchkeyTyped = new Map());
  var isStarting = function () { return "starting" in root.dataset; };
  var isNeeded = function (element) { return element.tagName === "SCRIPT" || element.rel === "stylesheet"; };
  root.dataset.starting = "";
  addEventListener("input", function (event) {
    if (isStarting() && event.target.type !== "file") typed.set(event.target, event.target.value);
  }, true);
  addEventListener("error", function (event) {
    if (!isStarting() || !isNeeded(event.target)) return;
    try {
      var isReloaded = sessionStorage.getItem("${RELOADED}") === location.pathname;
      sessionStorage.setItem("${RELOADED}", location.pathname);
    } catch (error) { isReloaded = true; }
    if (isReloaded || typed.size > 0) root.dataset.broken = "";
    else location.reload();
  }, true);
})();`;

/**
 * From the first HTML until the page's script is there, what needs it takes no click (starting.css): that one would be
 * lost. Without JavaScript the page never starts, and waits for nothing.
 */
export function StartingScript({ nonce }: { nonce: string | undefined }) {
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}

/** To be called at the top of the page: an effect runs after those of all that is below. */
export function useStarted(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    delete dataset.starting;
    delete dataset.broken;
    forgetReload();
    for (const [field, value] of window.latchkeyTyped ?? []) typeAgain(field, value);
    window.latchkeyTyped?.clear();
  }, []);
}

function forgetReload(): void {
  try {
    sessionStorage.removeItem(RELOADED);
  } catch {
    // A browser that stores nothing has nothing to forget.
  }
}

/**
 * React takes over a field with its own value, and would replace what was typed before it was there. So that it hears of
 * that, the value changes once more, past the setter that React has put in its place, and the field says so.
 */
function typeAgain(field: Field, value: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set;
  if (!field.isConnected || !setter) return;
  const { selectionStart, selectionEnd } = field;
  field.value = `${value} `;
  setter.call(field, value);
  if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
