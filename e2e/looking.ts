/** Looking at pages as people see them: pictures in both themes, on a wide screen, a tablet and a phone, and what axe thinks of them. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { root } from "../scripts/run-step";

const PICTURES = path.join(root, "test-results", "looks");
const PHONE = { width: 390, height: 844 };
const TABLET = { width: 768, height: 1024 };
const WIDE = { width: 1440, height: 900 };
/** As the tests begin. */
const COMMON = { width: 1280, height: 800 };

/** Three of them are examined: each layout once, and both palettes. */
const VIEWS = [
  { name: "light-wide", theme: "light", viewport: WIDE, isExamined: true },
  { name: "light-tablet", theme: "light", viewport: TABLET, isExamined: false },
  { name: "light-phone", theme: "light", viewport: PHONE, isExamined: false },
  { name: "dark-phone", theme: "dark", viewport: PHONE, isExamined: true },
  { name: "dark-tablet", theme: "dark", viewport: TABLET, isExamined: true },
  { name: "dark-wide", theme: "dark", viewport: WIDE, isExamined: false },
] as const;

/** Keeps a picture, of what the screen shows or of the whole page. Nothing may be wider than the screen. */
export async function picture(page: Page, name: string, { isWhole = false } = {}): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: isWhole });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, "nothing is wider than the screen").toBeLessThanOrEqual(0);
}

/**
 * Nothing that axe finds fault with, on the page or in a part of it: an open menu stands outside of all landmarks, as it
 * should. Without frames of other origins axe's legacy mode finds the same, sooner.
 */
export async function examine(page: Page, part?: string): Promise<void> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (part ? axe.include(part) : axe).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`)).toEqual([]);
}

/** Themes and widths change under the page, as they do for somebody who turns the phone at dusk. */
export async function setView(
  page: Page,
  { theme, viewport }: { theme: "light" | "dark"; viewport: { width: number; height: number } },
): Promise<void> {
  await page.setViewportSize(viewport);
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
