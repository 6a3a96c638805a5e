import type { DrawingData } from "../../ocr/ocr-protocol";
import { openPdf } from "./open-pdf";

const POINTS_PER_INCH = 72;

/**
 * Opens a PDF to draw its pages. @returns draws a page (1-based) with its pictures, as a PNG on white; coarser than
 * asked when it would be too large
 */
export async function openDrawing(data: DrawingData): Promise<(page: number) => Promise<Uint8Array>> {
  const { createCanvas } = await import("@napi-rs/canvas");
  const pdf = await openPdf(data, { maxPicturePixels: data.maxPicturePixels });
  return async (number) => {
    const page = await pdf.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const scale = Math.min(data.dpi / POINTS_PER_INCH, Math.sqrt(data.maxPixels / (width * height)));
    const viewport = page.getViewport({ scale });
    const canvas = createCanvas(Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height)));
    // Its canvas is a browser's in all that pdf.js uses of it, by which alone their types differ.
    await page.render({ canvas: canvas as unknown as HTMLCanvasElement, viewport, background: "#fff" }).promise;
    page.cleanup();
    return canvas.encode("png");
  };
}
