import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { readingFlows } from "./columns";
import { restoreVowelSigns } from "./devanagari";
import { readFields, type ShownField } from "./form-fields";
import { type Matrix, multiply } from "./matrix";
import { withoutOverprint } from "./overprint";
import { buildSegments, type Segment, type TextRun } from "./segments";

/** What a page shows, before it is made text: font sizes are compared over the whole document. */
export interface PageContent {
  /** One list per column, table or writing angle, upright text first; in reading order. */
  flows: Segment[][];
  /** Of the page as it is shown, in points. */
  height: number;
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
  const fields = (await readFields(page)).flatMap((field) => fieldSegments(field, viewport.transform as Matrix));
  if (fields.length > 0 && !byAngle.has(0)) byAngle.set(0, []);
  const flows = [...byAngle]
    .sort(([a], [b]) => a - b)
    .flatMap(([angle, runs]) => {
      const segments = buildSegments(withoutOverprint(runs));
      return readingFlows(angle === 0 ? withFields(segments, fields) : segments);
    });
  return { flows, height: viewport.height };
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

/** In points: print in fields is this large at most, and a line of it this much higher. */
const FIELD_SIZE = 10;
const FIELD_LEADING = 1.15;

/** The lines of a field where they stand on the page, so that a value is read right after its label. */
function fieldSegments({ lines, rect: [x1, y1, x2, y2] }: ShownField, transform: Matrix): Segment[] {
  const corners = [multiply(transform, [1, 0, 0, 1, x1, y1]), multiply(transform, [1, 0, 0, 1, x2, y2])];
  const [left, right] = corners.map((corner) => corner[4] ?? 0).sort((a, b) => a - b) as [number, number];
  const [top, bottom] = corners.map((corner) => corner[5] ?? 0).sort((a, b) => a - b) as [number, number];
  const height = (bottom - top) / lines.length;
  const size = Math.max(1, Math.min(FIELD_SIZE, height / FIELD_LEADING));
  // One line stands in the middle of its field; several begin at the top.
  const first = lines.length === 1 ? (top + bottom) / 2 + size * 0.35 : top + size;
  return lines.map((text, index) => ({
    text,
    left,
    right,
    baseline: first + index * size * FIELD_LEADING,
    size,
    order: 0,
  }));
}

/** A field is drawn with the text before it on its line, as a cell is; order tells columns from tables. */
function withFields(segments: readonly Segment[], fields: readonly Segment[]): Segment[] {
  const placed = fields.map((field) => {
    const before = segments.filter(({ baseline, size }) => baseline <= field.baseline + Math.min(size, field.size) / 2);
    return { ...field, order: before.reduce((last, { order }) => Math.max(last, order), -1) + 0.5 };
  });
  return [...segments, ...placed];
}
