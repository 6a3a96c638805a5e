/** axe-core on a page, asked for nothing but what it finds fault with. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Frame, Page } from "@playwright/test";
import type * as Axe from "axe-core";

/** A frame that may run nothing never answers. */
const FRAME_TIMEOUT_MS = 1000;

let source: Promise<string> | undefined;

/**
 * Every fault on the page, or in the parts that the selector names, as "rule: elements".
 *
 * Two things that cost three quarters of the time and find nothing are left out: descriptions of all elements that are
 * as they should be, and style sheets loaded a second time, which only rules read that are off by default.
 */
export async function findFaults(page: Page, part?: string): Promise<string[]> {
  // What was just opened may be on its way.
  if (part) await page.locator(part).first().waitFor();
  await bringAlong(page.mainFrame());
  await Promise.all(page.frames().map((frame) => frame === page.mainFrame() || bringAlongIfItRuns(frame)));
  return page.evaluate(async (part) => {
    const { violations } = await window.axe.run(part ?? document, {
      resultTypes: ["violations"],
      preload: { assets: ["media"] },
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
  }, part);
}

/** Once per document: reading axe's half a megabyte takes the browser longer than many a page takes axe. */
async function bringAlong(frame: Frame): Promise<void> {
  if (await frame.evaluate(() => "axe" in window)) return;
  source ??= readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await frame.evaluate(await source);
}

async function bringAlongIfItRuns(frame: Frame): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, FRAME_TIMEOUT_MS);
  });
  await Promise.race([bringAlong(frame).catch(() => undefined), timeout]);
  clearTimeout(timer);
}

declare global {
  interface Window {
    axe: typeof Axe;
  }
}
