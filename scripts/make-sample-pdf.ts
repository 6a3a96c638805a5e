/** Prints the sample business's handbook to PDF. Run it after a change of the HTML; the PDF is committed. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import puppeteer from "puppeteer";
import { readEnv } from "@/env";
import { findChromium } from "@/server/browser/find-chromium";
import { root } from "./run-step";

const folder = path.join(root, "scripts", "sample-business");
const chromium = await findChromium({
  chromiumPath: readEnv().CHROMIUM_PATH,
  cacheDir: path.join(root, "node_modules", ".cache", "parley"),
});
const browser = await puppeteer.launch({
  executablePath: chromium.executablePath,
  env: { ...process.env, ...chromium.env },
  args: chromium.args,
  headless: chromium.headless,
});
try {
  const page = await browser.newPage();
  await page.setContent(await readFile(path.join(folder, "rental-handbook.html"), "utf8"));
  await writeFile(path.join(folder, "rental-handbook.pdf"), await page.pdf({ preferCSSPageSize: true, tagged: false }));
} finally {
  await browser.close();
}
