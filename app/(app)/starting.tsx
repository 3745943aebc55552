"use client";

import { useEffect } from "react";

declare global {
  interface Window {
    /** Text that was typed into fields before React took them over. */
    latchkeyTyped?: Map<Field, string>;
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement;

const RELOADED = "latchkey.reloaded";

/**
 * If a script was lost on its way, the page shows everything and does nothing. It is loaded again, once, if nothing has
 * been typed. Otherwise, or if that has not helped, the page says so (shell.tsx).
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
 * Until the page's script has started, buttons that need it ignore clicks (starting.css), because those would be lost.
 * Without JavaScript the page never starts, and waits for nothing.
 */
export function StartingScript({ nonce }: { nonce: string | undefined }) {
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}

/** Call it at the top of the page: its effect runs after those of everything below. */
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
    // A browser that stores nothing has nothing to delete.
  }
}

/**
 * React takes over a field with its own value, and would replace what was typed before. To tell React, the value is set
 * again, past React's own setter, and an input event is sent.
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
