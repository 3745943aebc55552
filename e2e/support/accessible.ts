import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Axe finds nothing and nothing overflows, at the page's current width. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await finishTransitions(page);
  const { violations } = await axeFor(page).analyze();
  expect(violations.flatMap(describe)).toEqual([]);
  await expectToFit(page);
}

/**
 * The same checks for a mail, at widths of 320 and 640 px. A mail has no landmarks, and only the mails that we write
 * have a headline, so the axe rules for these are off.
 */
export async function expectReadable(mail: Page): Promise<void> {
  const { violations } = await axeFor(mail)
    .disableRules(["landmark-one-main", "page-has-heading-one", "region"])
    .analyze();
  expect(violations.flatMap(describe)).toEqual([]);
  await expectToFit(mail, [320, 640]);
}

/**
 * Runs in the page itself: otherwise axe opens another page for each run, which is only needed for frames from
 * elsewhere. No script runs in the frame that shows a mail, axe's neither. Passed rules are not reported.
 */
const axeFor = (page: Page) =>
  new AxeBuilder({ page })
    .exclude("iframe[sandbox]")
    .setLegacyMode()
    .options({ resultTypes: ["violations"] });

/** Nothing overflows to the right, at any of the widths; by default at the current width. */
export async function expectToFit(page: Page, widths: number[] = []): Promise<void> {
  const before = page.viewportSize();
  if (widths.length === 0) expect(await stickingOut(page)).toEqual([]);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    // A chart measures its space again a moment after the page has changed.
    await expect.poll(() => stickingOut(page), { message: `what sticks out at ${width}` }).toEqual([]);
  }
  if (before && widths.length > 0) await page.setViewportSize(before);
}

/** The element that makes the page wider than the window; empty if there is none. */
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

/** Skips colour transitions, because nobody reads the colours in between. */
const finishTransitions = (page: Page) =>
  page.evaluate(() => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    return Promise.allSettled(transitions.map(({ finished }) => finished));
  });

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

const describe = ({ id, nodes }: Violation) =>
  nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`);
