import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Expects that axe finds no violation and that nothing overflows, at the page's current width. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await finishTransitions(page);
  const { violations } = await axeFor(page).analyze();
  expect(violations.flatMap(describe)).toEqual([]);
  await expectToFit(page);
}

/**
 * The same checks for a mail, at widths of 320 and 640 px. A mail has no landmarks, and a campaign's mail has a
 * headline only if its author writes one, so the axe rules for these are off.
 */
export async function expectReadable(mail: Page): Promise<void> {
  const { violations } = await axeFor(mail)
    .disableRules(["landmark-one-main", "page-has-heading-one", "region"])
    .analyze();
  expect(violations.flatMap(describe)).toEqual([]);
  await expectToFit(mail, [320, 640]);
}

/**
 * Legacy mode runs axe in the page itself. Without it, axe opens another page for each run, which only cross-origin
 * frames need. The frame that shows a mail is excluded, because no script can run in it. Only violations are reported.
 */
const axeFor = (page: Page) =>
  new AxeBuilder({ page })
    .exclude("iframe[sandbox]")
    .setLegacyMode()
    .options({ resultTypes: ["violations"] });

/**
 * Expects that nothing overflows to the right at any of these widths, in px, or at the current width if none is given.
 */
export async function expectToFit(page: Page, widths: number[] = []): Promise<void> {
  const before = page.viewportSize();
  if (widths.length === 0) expect(await stickingOut(page)).toEqual([]);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    // A chart adapts to the new width only a moment later.
    await expect.poll(() => stickingOut(page), { message: `what sticks out at ${width}` }).toEqual([]);
  }
  if (before && widths.length > 0) await page.setViewportSize(before);
}

/** Describes the elements that extend beyond the right edge of the window. Empty if the page does not overflow. */
const stickingOut = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth,
    );
    return wide.map(
      (element) => `${element.tagName} ${element.getAttribute("class") ?? ""} to ${scrollWidth}`,
    );
  });

/** Waits until all CSS transitions have ended, because axe would otherwise measure colours in between. */
const finishTransitions = (page: Page) =>
  page.evaluate(() => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    return Promise.allSettled(transitions.map(({ finished }) => finished));
  });

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

const describe = ({ id, nodes }: Violation) =>
  nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`);
