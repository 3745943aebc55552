import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";

/** A screenshot, and its width in the combined picture, in px. */
export interface Picture {
  png: Buffer;
  width: number;
}

/**
 * Writes the pictures side by side on a plain background: as a WebP, a third of the size, if the file's name ends in
 * .webp, otherwise as a PNG.
 */
export async function sideBySide(page: Page, pictures: readonly Picture[], file: string): Promise<void> {
  const images = pictures.map(
    ({ png, width }) => `<img width="${width}" src="data:image/png;base64,${png.toString("base64")}" alt="">`,
  );
  await page.setViewportSize({ width: 2400, height: 800 });
  await page.setContent(`<style>${STYLE}</style><main>${images.join("")}</main>`);
  const png = await page.locator("main").screenshot();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, file.endsWith(".webp") ? await toWebp(page, png) : png);
}

const STYLE = `
  body { margin: 0; }
  main { display: flex; align-items: start; gap: 24px; width: max-content; padding: 32px; background: #ebe6df; }
  img { display: block; border-radius: 14px; }
`;

/** Converts a PNG to WebP in the browser, so that no image library is needed. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  const url = await page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      canvas.getContext("2d")?.drawImage(image, 0, 0);
      return canvas.toDataURL("image/webp", 0.9);
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
  return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
}
