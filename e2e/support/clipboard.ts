import type { Locator } from "@playwright/test";

/**
 * Copies a text in another page and pastes it into a field, with the keys that people press. Playwright can also grant
 * clipboard permissions, but only in Chromium.
 */
export async function paste(text: string, field: Locator): Promise<void> {
  const elsewhere = await field.page().context().newPage();
  await elsewhere.setContent("<textarea></textarea>");
  const source = elsewhere.locator("textarea");
  await source.fill(text);
  await source.press("ControlOrMeta+A");
  await source.press("ControlOrMeta+C");
  await elsewhere.close();
  await field.press("ControlOrMeta+V");
}
