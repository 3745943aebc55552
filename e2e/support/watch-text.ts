import type { Page } from "@playwright/test";

declare global {
  interface Window {
    seenTexts: string[];
  }
}

/**
 * Records every text that the page shows from its first byte on, whenever the document changes. `seenTexts` returns the
 * recorded texts.
 */
export async function watchText(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.seenTexts = [];
    const look = () => {
      const text = document.body?.innerText ?? "";
      if (text !== "" && text !== window.seenTexts.at(-1)) window.seenTexts.push(text);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

export const seenTexts = (page: Page): Promise<string[]> => page.evaluate(() => window.seenTexts);

/** Records, from now on, each new text of an element if the text matches `pattern`. */
export async function watchTexts(page: Page, pattern: RegExp): Promise<void> {
  await page.evaluate((source) => {
    const isWanted = new RegExp(source);
    window.seenTexts = [];
    const look = ({ target }: MutationRecord) => {
      const text = (target instanceof Element ? target : target.parentElement)?.textContent ?? "";
      if (isWanted.test(text) && text !== window.seenTexts.at(-1)) window.seenTexts.push(text);
    };
    const observer = new MutationObserver((records) => records.forEach(look));
    observer.observe(document, { subtree: true, childList: true, characterData: true });
  }, pattern.source);
}
