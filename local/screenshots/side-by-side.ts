import type { Page } from "@playwright/test";

/** A screenshot, and how wide it is to be shown. */
export interface Picture {
  png: Buffer;
  width: number;
}

/** Writes the pictures, beside each other on a quiet ground, to a PNG. */
export async function sideBySide(page: Page, pictures: readonly Picture[], file: string): Promise<void> {
  const images = pictures.map(
    ({ png, width }) => `<img width="${width}" src="data:image/png;base64,${png.toString("base64")}" alt="">`,
  );
  await page.setViewportSize({ width: 2400, height: 800 });
  await page.setContent(`<style>${STYLE}</style><main>${images.join("")}</main>`);
  await page.locator("main").screenshot({ path: file });
}

const STYLE = `
  body { margin: 0; }
  main { display: flex; align-items: start; gap: 24px; width: max-content; padding: 32px; background: #ebe6df; }
  img { display: block; border-radius: 14px; }
`;
