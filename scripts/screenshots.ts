/**
 * `npm run screenshots`: the README's pictures, taken anew. Starts the built product with the sample business and the
 * simulated WhatsApp in a folder of its own, lets customers write, and takes a picture of each page.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { install, patient, signInBrowser } from "../e2e/fixtures";
import { launchChromium } from "./bench/ui/browser";
import { ensureBuild } from "./ensure-build";
import { root } from "./run-step";
import { takePicture } from "./screenshots/camera";
import { SCENES, type Scene } from "./screenshots/scenes";
import { liveThroughAMorning, type Story } from "./screenshots/story";

const FOLDER = path.join(root, "docs", "screenshots");
const WIDTH = 1_440;

const say = (line: string) => process.stdout.write(`${line}\n`);

async function photograph(
  browser: Awaited<ReturnType<typeof launchChromium>>,
  { scene, story, url }: { scene: Scene; story: Story; url: string },
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: WIDTH, height: scene.height },
    deviceScaleFactor: 2,
    colorScheme: scene.theme,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Lisbon",
  });
  // What runs this program names functions by a helper of its own, which pages don't have.
  await context.addInitScript("globalThis.__name ??= (named) => named");
  await signInBrowser(context, url, story.owner);
  const page = patient(await context.newPage());
  await page.goto(`${url}/accounts/${story.accountId}${scene.path(story)}`);
  await scene.ready(page);
  await page.evaluate("document.fonts.ready");
  const bytes = await takePicture(page, path.join(FOLDER, `${scene.name}.webp`));
  say(`docs/screenshots/${scene.name}.webp, ${Math.round(bytes / 1_000)} kB`);
  await context.close();
}

await ensureBuild(say);
await mkdir(FOLDER, { recursive: true });
// At the pace of people, which the times in the pictures show.
const installation = await install({ PARLEY_PACING: "human" });
const browser = await launchChromium();
try {
  const story = await liveThroughAMorning(installation, say);
  for (const scene of SCENES) await photograph(browser, { scene, story, url: installation.parley.url });
} finally {
  await browser.close();
  await installation.dispose();
}
