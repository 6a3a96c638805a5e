import type { PagePictures, ParsedPage, ParseResult } from "@/domain/knowledge/document";
import type { OcrEngine, PictureReader } from "@/domain/knowledge/ocr";
import { isAppError } from "../../errors";
import { startWorker } from "../../worker-entry";
import { cleanText } from "../clean-text";
import { unreadPicturesWords } from "../unread-pictures";
import { AskedThread } from "./asked-thread";
import { DEFAULT_OCR_LIMITS, type OcrLimits } from "./limits";
import type { DrawingData, DrawingQuestion } from "./ocr-protocol";
import { joinWrappedLines } from "./wrapped-lines";

export interface ScanOptions {
  bytes: Uint8Array;
  password?: string | undefined;
  pictures: PagePictures;
  engine: OcrEngine;
  /** Ends both threads; the promise then rejects with the signal's reason. */
  signal: AbortSignal;
  /** Scanned pages done and in all. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** Told of each page that could not be read, and why. */
  onUnread?: ((page: number, error: unknown) => void) | undefined;
}

const countLetters = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/**
 * Reads the pages of a PDF that are pictures: each is drawn by one thread and read by the engine. Within limits of time and
 * memory; a page beyond them, or that cannot be read, stays as it was. Rejects when the signal fires or the engine cannot
 * be used at all.
 */
export async function readScans(
  options: ScanOptions,
  limits: Partial<OcrLimits> = {},
  startDrawing: typeof startDrawingThread = startDrawingThread,
): Promise<ParseResult> {
  const allLimits = { ...DEFAULT_OCR_LIMITS, ...limits };
  const { pictures, engine, signal, onProgress, onUnread } = options;
  const wanted = pictures.numbers.slice(0, allLimits.maxPages);
  const drawing = startDrawing(options, allLimits);
  const reader = engine.open();
  const endsAt = performance.now() + allLimits.timeoutMs;
  const texts = new Map<number, string>();
  let done = 0;
  try {
    for (const number of wanted) {
      if (performance.now() >= endsAt) break;
      onProgress?.(done, wanted.length);
      try {
        const png = await drawing.ask({ page: number }, signal);
        const text = await readInTime(reader, png, signal, allLimits);
        // A stamp that the page has as text is in its picture too, and isn't what was to be read.
        const before = pictures.pages.find((page) => page.number === number)?.text ?? "";
        if (countLetters(text) > countLetters(before)) texts.set(number, text);
      } catch (error) {
        signal.throwIfAborted();
        if (isAppError(error)) throw error;
        onUnread?.(number, error);
      }
      done++;
    }
  } finally {
    await Promise.all([drawing.close(), reader.close()]);
  }
  return toResult(pictures, texts, { tried: done, isOutOfTime: done < wanted.length });
}

/** Makes pictures of pages, one after the other. */
export type Drawing = Pick<AskedThread<DrawingQuestion, Uint8Array>, "ask" | "close">;

function startDrawingThread({ bytes, password, engine }: ScanOptions, limits: OcrLimits): Drawing {
  const { maxPixels, maxPicturePixels, maxHeapMegabytes, maxBufferBytes, pageTimeoutMs } = limits;
  const workerData: DrawingData = { bytes, password, dpi: engine.dpi, maxPixels, maxPicturePixels };
  return new AskedThread<DrawingQuestion, Uint8Array>({
    start: () =>
      startWorker("drawing-worker", {
        workerData,
        resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes, maxYoungGenerationSizeMb: 48 },
        // pdf.js warns on the console about every oddity of a file.
        stdout: true,
        stderr: true,
      }),
    timeoutMs: pageTimeoutMs,
    maxBufferBytes,
  });
}

/** An engine that does not answer, and ignores that nobody waits for it any more, holds nothing up. */
async function readInTime(
  reader: PictureReader,
  png: Uint8Array,
  signal: AbortSignal,
  { pageTimeoutMs }: Pick<OcrLimits, "pageTimeoutMs">,
): Promise<string> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(pageTimeoutMs)]);
  const { promise: over, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(inTime.reason);
  inTime.addEventListener("abort", onAbort, { once: true });
  try {
    return cleanText(joinWrappedLines(await Promise.race([reader.read(png, inTime), over])));
  } finally {
    inTime.removeEventListener("abort", onAbort);
  }
}

function toResult(
  { numbers, pages: before }: PagePictures,
  texts: ReadonlyMap<number, string>,
  { tried, isOutOfTime }: { tried: number; isOutOfTime: boolean },
): ParseResult {
  const pages: ParsedPage[] = before.map((page) => {
    const text = texts.get(page.number);
    return text === undefined ? page : { ...page, text, isFromPicture: true };
  });
  const unread = numbers.filter((number) => !texts.has(number));
  const warnings = [...unreadPicturesWords(unread.length, pages.length), ...limitWords(numbers, tried, isOutOfTime)];
  const isEmpty = pages.every(({ number, text }) => unread.includes(number) || countLetters(text) === 0);
  if (isEmpty) return { status: "failed", reason: "scan_unreadable", warnings };
  return { status: "ready", pages, hasPageNumbers: true, warnings };
}

/** Why the last of the scanned pages were not even tried. */
function limitWords(numbers: readonly number[], tried: number, isOutOfTime: boolean): string[] {
  if (tried >= numbers.length) return [];
  const total = numbers.length.toLocaleString("en");
  return [
    isOutOfTime
      ? `Of ${total} scanned pages only the first ${tried} were tried: it took too long. Split the file.`
      : `Of ${total} scanned pages only the first ${tried} were tried: there are too many. Split the file.`,
  ];
}
