import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** No complaint from axe, and nothing that sticks out, at the width the page has. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await finishTransitions(page);
  const { violations } = await axeFor(page).analyze();
  expect(violations.flatMap(describe)).toEqual([]);
  await expectToFit(page);
}

/** The same of a mail, which has no landmarks, and a headline of its own only where we write it; from 320 px on. */
export async function expectReadable(mail: Page): Promise<void> {
  const { violations } = await axeFor(mail)
    .disableRules(["landmark-one-main", "page-has-heading-one", "region"])
    .analyze();
  expect(violations.flatMap(describe)).toEqual([]);
  await expectToFit(mail, [320, 640]);
}

/**
 * It looks in the page itself: otherwise it opens another for each look, which only pages with frames from elsewhere need.
 * In the frame that shows a mail no script runs, axe's neither. What passes is not described.
 */
const axeFor = (page: Page) =>
  new AxeBuilder({ page })
    .exclude("iframe[sandbox]")
    .setLegacyMode()
    .options({ resultTypes: ["violations"] });

/** Nothing sticks out to the right, at any of the widths; without any, as wide as the page is now. */
export async function expectToFit(page: Page, widths: number[] = []): Promise<void> {
  const before = page.viewportSize();
  if (widths.length === 0) expect(await stickingOut(page)).toEqual([]);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    // A chart measures its place anew a moment after the page has.
    await expect.poll(() => stickingOut(page), { message: `what sticks out at ${width}` }).toEqual([]);
  }
  if (before && widths.length > 0) await page.setViewportSize(before);
}

/** What makes the page wider than the window, named; nothing where it is not. */
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

/** Colours that are still on their way from one scheme to the other are not what anybody reads. */
const finishTransitions = (page: Page) =>
  page.evaluate(() => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    return Promise.allSettled(transitions.map(({ finished }) => finished));
  });

type Violation = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"][number];

const describe = ({ id, nodes }: Violation) =>
  nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`);
