/** Looking at pages as people see them: pictures in both themes, on a wide screen, a tablet and a phone, and what axe thinks of them. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { root } from "../scripts/run-step";
import { findFaults } from "./axe";

const PICTURES = path.join(root, "test-results", "looks");
const PHONE = { width: 390, height: 844 };
const TABLET = { width: 768, height: 1024 };
const WIDE = { width: 1440, height: 900 };
/** As the tests begin. */
const COMMON = { width: 1280, height: 800 };

/**
 * Three of them are examined: each layout once, and both palettes. In an order that changes one thing at a time, because
 * the whole page is laid out anew for each width.
 */
const VIEWS = [
  { name: "light-wide", theme: "light", viewport: WIDE, isExamined: true },
  { name: "dark-wide", theme: "dark", viewport: WIDE, isExamined: false },
  { name: "dark-tablet", theme: "dark", viewport: TABLET, isExamined: true },
  { name: "light-tablet", theme: "light", viewport: TABLET, isExamined: false },
  { name: "light-phone", theme: "light", viewport: PHONE, isExamined: false },
  { name: "dark-phone", theme: "dark", viewport: PHONE, isExamined: true },
] as const;

/** Keeps a picture, of what the screen shows or of the whole page. Nothing may be wider than the screen. */
export async function picture(page: Page, name: string, { isWhole = false } = {}): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: isWhole });
  const overflow = await page.evaluate(async () => {
    // What follows a new width or theme by script is drawn with the next frame.
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
  expect(overflow, "nothing is wider than the screen").toBeLessThanOrEqual(0);
}

/**
 * Nothing that axe finds fault with, on the page or in a part of it: an open menu stands outside of all landmarks, as it
 * should.
 */
export async function examine(page: Page, part?: string): Promise<void> {
  expect(await findFaults(page, part)).toEqual([]);
}

/** Themes and widths change under the page, as they do for somebody who turns the phone at dusk. */
export async function setView(
  page: Page,
  { theme, viewport }: { theme: "light" | "dark"; viewport: { width: number; height: number } },
): Promise<void> {
  const { width, height } = page.viewportSize() ?? {};
  if (width !== viewport.width || height !== viewport.height) await page.setViewportSize(viewport);
  // Movement would be in the pictures, and axe would measure the contrast of what is half faded in.
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveClass(new RegExp(`(^| )${theme}( |$)`));
}

/** Looks at the page in every view, and leaves it as it was. */
export async function inspectViews(page: Page, name: string): Promise<void> {
  for (const view of VIEWS)
    await test.step(view.name, async () => {
      await setView(page, view);
      await picture(page, `${name}-${view.name}`);
      if (view.isExamined) await examine(page);
    });
  await setView(page, { theme: "light", viewport: COMMON });
}
