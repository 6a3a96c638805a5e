/** Chromium as a person with a modest laptop would have it: the processor slowed, the cache empty. */
import { type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { READER_COOKIE, writeReader } from "@/domain/words/reader";
import { findChromium } from "@/server/browser/find-chromium";
import { projectPath } from "@/server/project-root";
import { patient, type SignedInUser, signInBrowser } from "../../../e2e/fixtures";

export const VIEWPORT = { width: 1280, height: 800 };

/** As the page left it on which they signed in. */
export const READER = {
  name: READER_COOKIE,
  value: writeReader({ timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, locale: "en-US" }),
};

export async function launchChromium() {
  const found = await findChromium({
    chromiumPath: process.env.CHROMIUM_PATH,
    cacheDir: projectPath("node_modules/.cache/parley"),
  });
  return chromium.launch({
    executablePath: found.executablePath,
    env: { ...process.env, ...found.env } as Record<string, string>,
    args: found.args,
  });
}

export interface OpenTab {
  page: Page;
  context: BrowserContext;
  devtools: CDPSession;
}

/** @param slowdown by how much the processor is slowed */
export async function openTab(
  browser: Awaited<ReturnType<typeof launchChromium>>,
  { user, origin, slowdown }: { user: SignedInUser; origin: string; slowdown: number },
): Promise<OpenTab> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  await signInBrowser(context, origin, user);
  await context.addCookies([{ ...READER, url: origin }]);
  // What runs this program names functions by a helper of its own, which pages don't have.
  await context.addInitScript("globalThis.__name ??= (named) => named");
  await context.addInitScript(observe);
  const page = patient(await context.newPage());
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return { page, context, devtools };
}

/** What the page writes down about itself. */
export interface Observed {
  lcpMs: number;
  layoutShift: number;
  /** By interaction: from the press of a key or button to the next picture, in milliseconds. */
  interactions: Record<string, number>;
}

/** Runs in the page before everything else. */
function observe(): void {
  const observed: Observed = { lcpMs: 0, layoutShift: 0, interactions: {} };
  (globalThis as { observed?: Observed }).observed = observed;
  const watch = (type: string, take: (entry: PerformanceEntry) => void, options: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
  watch("largest-contentful-paint", ({ startTime }) => {
    observed.lcpMs = startTime;
  });
  watch("layout-shift", (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) observed.layoutShift += value;
  });
  watch(
    "event",
    (entry) => {
      const { interactionId, duration } = entry as PerformanceEntry & { interactionId: number };
      if (interactionId)
        observed.interactions[interactionId] = Math.max(observed.interactions[interactionId] ?? 0, duration);
    },
    { durationThreshold: 16 },
  );
}

export const readObserved = (page: Page): Promise<Observed> =>
  page.evaluate(() => (globalThis as unknown as { observed: Observed }).observed);
