"use client";

import { useEffect } from "react";

declare global {
  interface Window {
    /** Text that was typed into fields before React took them over. */
    latchkeyTyped?: Map<Field, string | boolean>;
  }
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const RELOADED = "latchkey.reloaded";
/** How long after all files have loaded the page may take to start before it shows the message, in ms. */
const STARTS_WITHIN = 10_000;

/**
 * If a script or a style sheet cannot be loaded, the page may be visible but unusable. The page is then reloaded once,
 * unless the user has typed something. If text was typed, or if the reload has not helped, the page shows a message
 * (shell.tsx).
 *
 * A file can fail before this script runs, because the browser begins with the files at once. So the browser's records
 * are read when the page has loaded. A page that has not started long after that shows the message, too.
 *
 * A form that React submits has no address of its own. If the browser submitted it before React has started, it would
 * load the page again and lose the typed text.
 */
const SCRIPT = `(function () {
  var root = document.documentElement, typed = (window.latchkeyTyped = new Map());
  var isStarting = function () { return "starting" in root.dataset; };
  var isNeeded = function (element) { return element.tagName === "SCRIPT" || element.rel === "stylesheet"; };
  root.dataset.starting = "";
  addEventListener("input", function (event) {
    var field = event.target, isTicked = field.type === "checkbox" || field.type === "radio";
    if (isStarting() && field.type !== "file") typed.set(field, isTicked ? field.checked : field.value);
  }, true);
  addEventListener("submit", function (event) {
    if (isStarting() && event.target.method !== "post") event.preventDefault();
  }, true);
  var recover = function () {
    try {
      var isReloaded = sessionStorage.getItem("${RELOADED}") === location.pathname;
      sessionStorage.setItem("${RELOADED}", location.pathname);
    } catch (error) { isReloaded = true; }
    if (isReloaded || typed.size > 0) root.dataset.broken = "";
    else {
      root.dataset.reloading = "";
      location.reload();
    }
  };
  addEventListener("error", function (event) {
    if (isStarting() && isNeeded(event.target)) recover();
  }, true);
  addEventListener("load", function () {
    var hasFailed = performance.getEntriesByType("resource").some(function (file) {
      var isNeededFile = file.initiatorType === "script" || file.initiatorType === "link";
      return isNeededFile && (file.responseStatus === 0 || file.responseStatus >= 400);
    });
    if (isStarting() && hasFailed) recover();
    else setTimeout(function () { if (isStarting()) root.dataset.broken = ""; }, ${STARTS_WITHIN});
  });
})();`;

/**
 * Buttons that need React cannot be clicked until React has started (starting.css), because before that a click would
 * do nothing. Without JavaScript this inline script does not run either, so no button is blocked.
 */
export function StartingScript({ nonce }: { nonce: string | undefined }) {
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}

/**
 * Marks the page as started, and restores text that was typed before. Call this in the outermost component, because its
 * effect has to run after the effects of all components inside.
 */
export function useStarted(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    // React may still start while the browser is about to load the page again. Without this, that page would forget
    // that it is the second one, and the page could be loaded again and again.
    if ("reloading" in dataset) return;
    delete dataset.starting;
    delete dataset.broken;
    forgetReload();
    for (const [field, value] of window.latchkeyTyped ?? []) if (field.isConnected) enterAgain(field, value);
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

/** Gives React what was entered before it took over the field. */
function enterAgain(field: Field, value: string | boolean): void {
  if (typeof value === "boolean") {
    if ("checked" in field && field.checked !== value) field.click();
  } else if (field instanceof HTMLSelectElement) {
    field.value = value;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  } else typeAgain(field, value);
}

/**
 * Makes React keep text that was typed before hydration; otherwise React would replace it with its own value. To make
 * React notice a change, the value is set with the setter of the prototype, which React does not track, and then an
 * input event is dispatched.
 */
function typeAgain(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set;
  if (!setter) return;
  const { selectionStart, selectionEnd } = field;
  field.value = `${value} `;
  setter.call(field, value);
  if (selectionStart !== null) field.setSelectionRange(selectionStart, selectionEnd);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
