import { writeFile } from "node:fs/promises";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { Page } from "@playwright/test";

/** What a reader of the repository has to load for one picture, at most. */
const MOST_BYTES = 250_000;
/** Tried in turn. Letters keep their edges in the last as well. */
const QUALITIES = [90, 82, 74, 66];

/** Takes a picture of what the screen shows, as WebP. @returns its size in bytes. @throws when it can't be made small */
export async function takePicture(page: Page, file: string): Promise<number> {
  const png = await page.screenshot({ animations: "disabled", caret: "hide" });
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext("2d").drawImage(image, 0, 0);
  for (const quality of QUALITIES) {
    const bytes = await canvas.encode("webp", quality);
    if (bytes.length > MOST_BYTES) continue;
    await writeFile(file, bytes);
    return bytes.length;
  }
  throw new Error(`${file} is larger than ${MOST_BYTES.toLocaleString("en")} bytes at every quality.`);
}
