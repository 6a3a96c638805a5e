import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type Matrix, multiply } from "./matrix";

/** From this share of the page on, a picture is what the page is about; logos and stamps are smaller. */
const PICTURE_SHARE = 0.2;

/**
 * Whether something as large as a scan is drawn on the page. Pictures themselves are not decoded (see maxImageSize), so
 * the frames that are set up for them are measured: a picture fills the unit square of its frame.
 */
export async function showsPicture(page: PDFPageProxy): Promise<boolean> {
  const { OPS } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const { width, height } = page.getViewport({ scale: 1 });
  const { fnArray, argsArray } = await page.getOperatorList();
  const stack: Matrix[] = [];
  let frame: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [index, operation] of fnArray.entries()) {
    if (operation === OPS.save) stack.push(frame);
    else if (operation === OPS.restore) frame = stack.pop() ?? frame;
    else if (operation === OPS.transform) {
      frame = multiply(frame, argsArray[index] as number[]);
      const [a = 0, b = 0, c = 0, d = 0] = frame;
      if (Math.abs(a * d - b * c) >= PICTURE_SHARE * width * height) return true;
    }
  }
  return false;
}
