import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { readingFlows } from "./columns";
import { restoreVowelSigns } from "./devanagari";
import { type Matrix, multiply } from "./matrix";
import { buildSegments, type Segment, type TextRun } from "./segments";

/** What a page shows, before it is made text: font sizes are compared over the whole document. */
export interface PageContent {
  /** One list per writing angle, upright text first; in reading order. */
  flows: Segment[][];
  /** What is filled into form fields. */
  fields: string[];
}

/** Reads one page. Pictures are not decoded and scripts never run: pdf.js is asked for text and annotations only. */
export async function extractPage(page: PDFPageProxy): Promise<PageContent> {
  const viewport = page.getViewport({ scale: 1 });
  // Normalised by us later: taking ligatures apart before right-to-left runs are turned would swap their letters.
  const { items, styles } = await page.getTextContent({ disableNormalization: true });
  const byAngle = new Map<number, TextRun[]>();
  const widths = widthsByText(items);
  for (const item of items) {
    if (!("str" in item)) continue;
    const matrix = multiply(viewport.transform, item.transform as number[]);
    const isVertical = styles[item.fontName]?.vertical === true;
    const text = restoreVowelSigns(
      item.str,
      item.width,
      (consonants) => widths.get(consonants) ?? Number.POSITIVE_INFINITY,
    );
    const { angle, run } = toRun(text, isVertical ? item.height : item.width, matrix, isVertical);
    const runs = byAngle.get(angle) ?? [];
    byAngle.set(angle, runs);
    runs.push(run);
  }
  const flows = [...byAngle].sort(([a], [b]) => a - b).flatMap(([, runs]) => readingFlows(buildSegments(runs)));
  return { flows, fields: await readFields(page) };
}

/** How wide the page's shortest texts are drawn, in points. */
function widthsByText(items: readonly object[]): Map<string, number> {
  const widths = new Map<string, number>();
  for (const item of items) {
    if ("str" in item && "width" in item && String(item.str).length <= 4)
      widths.set(String(item.str), Number(item.width));
  }
  return widths;
}

/** Text turned by 90, 180 or 270 degrees is laid out in a frame turned with it, where it is upright again. */
function toRun(text: string, width: number, matrix: Matrix, isVertical: boolean): { angle: number; run: TextRun } {
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = matrix;
  const size = Math.hypot(c, d) || Math.hypot(a, b) || 1;
  const turned = Math.round(Math.atan2(b, a) / (Math.PI / 2)) * 90 + (isVertical ? 90 : 0);
  const angle = ((turned % 360) + 360) % 360;
  const [along, across] = { 0: [x, y], 90: [y, -x], 180: [-x, -y], 270: [-y, x] }[angle] as [number, number];
  return { angle, run: { text, left: along, right: along + width, baseline: across, size } };
}

interface Annotation {
  subtype?: string;
  fieldValue?: unknown;
  textContent?: string[];
  hidden?: boolean;
  contentsObj?: { str?: string };
}

/** Values of form fields, as the page shows them. Notes and attachments are no part of the text. */
async function readFields(page: PDFPageProxy): Promise<string[]> {
  const annotations = (await page.getAnnotations().catch(() => [])) as Annotation[];
  return annotations.flatMap(({ subtype, fieldValue, textContent, contentsObj, hidden }) => {
    if (hidden || (subtype !== "Widget" && subtype !== "FreeText")) return [];
    const shown = textContent?.join(" ").trim() || (subtype === "FreeText" ? contentsObj?.str : undefined);
    const value = shown || (Array.isArray(fieldValue) ? fieldValue.join(", ") : fieldValue);
    return typeof value === "string" && value.trim() !== "" && value !== "Off" ? [value] : [];
  });
}
