/** How long pages take: on the server, and until a person sees what they came for. */
import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import type { SignedInUser } from "../../../e2e/fixtures";
import { median, percentile, rounded } from "../statistics";
import { type launchChromium, openTab, READER, readObserved } from "./browser";

export interface PageFigures {
  serverMsP50: number;
  serverMsP95: number;
  /** All scripts that the first load asks for, each as gzip makes it. */
  jsKbGzip: number;
  lcpMsP75: number;
  layoutShiftMax: number;
}

interface Asked {
  browser: Awaited<ReturnType<typeof launchChromium>>;
  user: SignedInUser;
  origin: string;
  path: string;
  slowdown: number;
}

const SERVER_ROUNDS = 20;
const LOADS = 4;

export async function measurePage(asked: Asked): Promise<PageFigures & { lcpMs: number[] }> {
  const server = await measureServer(asked);
  const loads = [];
  for (let load = 0; load < LOADS; load++) loads.push(await measureLoad(asked));
  const lcpMs = loads.map((load) => load.lcpMs);
  return {
    ...server,
    jsKbGzip: rounded(Math.max(...loads.map(({ jsBytes }) => jsBytes)) / 1024),
    lcpMsP75: rounded(percentile(lcpMs, 0.75)),
    layoutShiftMax: rounded(Math.max(...loads.map(({ layoutShift }) => layoutShift)), 3),
    lcpMs,
  };
}

/** From the request to the last byte of the page, on loopback. */
async function measureServer({ user, origin, path }: Asked): Promise<Pick<PageFigures, "serverMsP50" | "serverMsP95">> {
  const cookie = [...user.cookies(), READER].map(({ name, value }) => `${name}=${value}`).join("; ");
  const times: number[] = [];
  // The first one loads the page's code.
  for (let round = -2; round < SERVER_ROUNDS; round++) {
    const startedAt = performance.now();
    const response = await fetch(origin + path, { headers: { cookie, accept: "text/html" }, redirect: "manual" });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}.`);
    if (round >= 0) times.push(performance.now() - startedAt);
  }
  return { serverMsP50: rounded(median(times)), serverMsP95: rounded(percentile(times, 0.95)) };
}

/** One visit with nothing in the cache. */
async function measureLoad(asked: Asked): Promise<{ lcpMs: number; layoutShift: number; jsBytes: number }> {
  const { page, context } = await openTab(asked.browser, asked);
  try {
    const scripts: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.push(gzipSize(response));
    });
    await page.goto(asked.origin + asked.path, { waitUntil: "load" });
    await isQuiet(page);
    const { lcpMs, layoutShift } = await readObserved(page);
    const sizes = await Promise.all(scripts);
    return { lcpMs, layoutShift, jsBytes: sizes.reduce((sum, size) => sum + size, 0) };
  } finally {
    await context.close();
  }
}

const gzipSize = async (response: Response): Promise<number> => gzipSync(await response.body()).byteLength;

/** The page shows what it loads, and has painted it: nothing "busy" is left, and two frames have passed. */
async function isQuiet(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], [role="status"][aria-label^="Loading"]') === null,
  );
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 250)))),
  );
}
