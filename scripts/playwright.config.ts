import path from "node:path";
import { defineConfig } from "@playwright/test";
import { findChromium } from "@/server/browser/find-chromium";

const root = path.resolve(import.meta.dirname, "..");
const chromium = await findChromium({
  chromiumPath: process.env.CHROMIUM_PATH,
  cacheDir: path.join(root, "node_modules", ".cache", "parley"),
});

export default defineConfig({
  testDir: path.join(root, "e2e"),
  testMatch: "**/*.spec.ts",
  outputDir: path.join(root, "test-results", "browser"),
  // Each worker runs a whole Parley with its own WhatsApp browser, and waits for it half of the time.
  workers: 2,
  // The longest first, so that nobody waits for it at the end.
  projects: [
    { name: "chaos", testMatch: "chaos.spec.ts" },
    { name: "pages", testIgnore: "chaos.spec.ts" },
  ],
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // On a busy machine a whole Parley and three browsers may be too slow once; such a test is named in the summary.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"], ["json", { outputFile: path.join(root, "test-results", "browser.json") }]],
  use: {
    viewport: { width: 1280, height: 800 },
    // Recorded only when asked for, by --trace on: it costs every test a good part of its time.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: chromium.executablePath,
      env: { ...process.env, ...chromium.env },
      args: chromium.args,
    },
  },
});
