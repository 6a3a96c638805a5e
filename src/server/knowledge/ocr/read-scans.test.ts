import { expect, test, vi } from "vitest";
import type { PagePictures, ParseResult } from "@/domain/knowledge/document";
import type { OcrEngine, PictureReader } from "@/domain/knowledge/ocr";
import { AppError } from "../../errors";
import { makeScan, type ScanPage } from "../fixtures/make-scan";
import type { OcrLimits } from "./limits";
import { type Drawing, readScans, type ScanOptions } from "./read-scans";

const PNG = [0x89, 0x50, 0x4e, 0x47];
const scan: ScanPage = { scanned: ["Boats for rent"] };

/** An engine that does as it is told, and counts what it was asked and whether it was ended. */
function anEngine(read: PictureReader["read"]) {
  const seen = { pictures: [] as number[][], closed: 0 };
  const engine: OcrEngine = {
    dpi: 20,
    open: () => ({
      read(png, signal) {
        seen.pictures.push([...png.subarray(0, 4)]);
        return read(png, signal);
      },
      async close() {
        seen.closed++;
      },
    }),
  };
  return { engine, seen };
}

/** Pages as the parser leaves them: what is typed has its text, what is scanned has none yet. */
function picturesOf(pages: readonly ScanPage[]): PagePictures {
  const parsed = pages.map((page, index) => ({ number: index + 1, text: "typed" in page ? page.typed : "" }));
  return { pages: parsed, numbers: parsed.filter(({ text }) => text === "").map(({ number }) => number) };
}

/** In place of the thread that draws, which two tests below start. */
const drawn: Drawing = { ask: async () => Uint8Array.from(PNG), close: async () => undefined };

function read(
  pages: readonly ScanPage[],
  engine: OcrEngine,
  limits: Partial<OcrLimits> = {},
  options: Partial<ScanOptions> = {},
): Promise<ParseResult> {
  const file = { bytes: new Uint8Array(), pictures: picturesOf(pages) };
  return readScans({ ...file, engine, signal: new AbortController().signal, ...options }, limits, () => drawn);
}

function drawAndRead(
  pages: readonly ScanPage[],
  engine: OcrEngine,
  limits: Partial<OcrLimits>,
  unread: unknown[] = [],
) {
  const file = { bytes: makeScan(pages), pictures: picturesOf(pages) };
  const { signal } = new AbortController();
  return readScans({ ...file, engine, signal, onUnread: (_, error) => unread.push(error) }, limits);
}

const never = () => new Promise<never>(() => undefined);

test("scanned pages take their place among the others, in order and with their numbers, and are marked", async () => {
  let count = 0;
  const { engine, seen } = anEngine(async () => `Read ${++count}`);
  const progress: [number, number][] = [];
  const result = await read(
    [{ typed: "Typed one" }, scan, { typed: "Typed three" }, scan],
    engine,
    {},
    {
      onProgress: (done, total) => progress.push([done, total]),
    },
  );
  expect(result).toEqual({
    status: "ready",
    hasPageNumbers: true,
    warnings: [],
    pages: [
      { number: 1, text: "Typed one" },
      { number: 2, text: "Read 1", isFromPicture: true },
      { number: 3, text: "Typed three" },
      { number: 4, text: "Read 2", isFromPicture: true },
    ],
  });
  expect(progress).toEqual([
    [0, 2],
    [1, 2],
  ]);
  expect(seen).toEqual({ pictures: [PNG, PNG], closed: 1 });
});

test("what the engine gives is cleaned as every text is", async () => {
  const { engine } = anEngine(async () => "Deposit\u0000 ﬁfty\u200B euros");
  expect(await read([scan], engine)).toMatchObject({ pages: [{ text: "Deposit fifty euros" }] });
});

test("a page on which nothing can be read stays listed as unread; a document of such pages fails by that name", async () => {
  let count = 0;
  const { engine } = anEngine(async () => (++count === 1 ? "Readable" : " \n"));
  expect(await read([scan, scan], engine)).toMatchObject({
    status: "ready",
    pages: [{ text: "Readable" }, { number: 2, text: "" }],
    warnings: ["1 of 2 pages has no text: it is a picture."],
  });
  expect(await read([scan], engine)).toMatchObject({ status: "failed", reason: "scan_unreadable" });
});

test("a stamp that the page has as text already is not what was to be read", async () => {
  const { engine } = anEngine(async () => "Received");
  const pictures = { numbers: [1], pages: [{ number: 1, text: "Received" }] };
  expect(await read([], engine, {}, { pictures })).toMatchObject({ status: "failed", reason: "scan_unreadable" });
  const more = anEngine(async () => "Received\nA kayak costs forty euros.").engine;
  expect(await read([], more, {}, { pictures })).toMatchObject({ pages: [{ isFromPicture: true }] });
});

test("pages beyond the limit are not tried, and the document says which", async () => {
  const { engine, seen } = anEngine(async () => "Readable");
  expect(await read([scan, scan, scan], engine, { maxPages: 2 })).toMatchObject({
    status: "ready",
    pages: [{ text: "Readable" }, { text: "Readable" }, { text: "" }],
    warnings: [
      "1 of 3 pages has no text: it is a picture.",
      "Of 3 scanned pages only the first 2 were tried: there are too many. Split the file.",
    ],
  });
  expect(seen.pictures).toHaveLength(2);
});

test("a document that takes too long keeps what was read until then, and says so", async () => {
  const { engine, seen } = anEngine(async () => "Readable");
  const clock = vi.spyOn(performance, "now");
  const start = performance.now();
  // The second page would begin an hour later.
  const { pictures } = seen;
  clock.mockImplementation(() => start + pictures.length * 3_600_000);
  try {
    expect(await read([scan, scan, scan], engine)).toMatchObject({
      pages: [{ text: "Readable" }, { text: "" }, { text: "" }],
      warnings: [expect.anything(), expect.stringContaining("only the first 1 were tried: it took too long")],
    });
  } finally {
    clock.mockRestore();
  }
  expect(pictures).toHaveLength(1);
});

test("an engine that hangs costs its page only, even if it does not listen when it is told to stop", async () => {
  let count = 0;
  const unread: number[] = [];
  const { engine, seen } = anEngine(() => (++count === 1 ? never() : Promise.resolve("Readable")));
  const result = await read([scan, scan], engine, { pageTimeoutMs: 20 }, { onUnread: (page) => unread.push(page) });
  expect(result).toMatchObject({ status: "ready", pages: [{ text: "" }, { text: "Readable", isFromPicture: true }] });
  expect(unread).toEqual([1]);
  expect(seen.closed).toBe(1);
});

test("a page that cannot be drawn in time costs that page only: its thread is ended and no picture is asked about", async () => {
  const unread: unknown[] = [];
  const { engine, seen } = anEngine(async () => "Readable");
  const result = await drawAndRead([scan], engine, { pageTimeoutMs: 1 }, unread);
  expect(result).toMatchObject({ status: "failed", reason: "scan_unreadable" });
  expect(String(unread[0])).toContain("It took too long");
  expect(seen).toEqual({ pictures: [], closed: 1 });
});

test("a large page is drawn coarser, never beyond the limit of pixels", async () => {
  let width = 0;
  let height = 0;
  const { engine } = anEngine(async (png) => {
    const header = Buffer.from(png.buffer, png.byteOffset, 24);
    [width, height] = [header.readUInt32BE(16), header.readUInt32BE(20)];
    return "Readable";
  });
  await drawAndRead([scan], { ...engine, dpi: 300 }, { maxPixels: 100_000 });
  expect(width * height).toBeLessThanOrEqual(100_000);
  expect(width * height).toBeGreaterThan(95_000);
});

test("it ends at once when nobody wants it any more, and ends the engine too", async () => {
  const stop = new AbortController();
  const { engine, seen } = anEngine(() => {
    stop.abort(new Error("enough"));
    return never();
  });
  await expect(read([scan, scan], engine, {}, { signal: stop.signal })).rejects.toThrow("enough");
  expect(seen).toMatchObject({ pictures: [PNG], closed: 1 });
});

test("an engine that cannot be used at all ends the reading, to be tried again later", async () => {
  const { engine, seen } = anEngine(() => Promise.reject(new AppError("upstream_unavailable", "The model is away.")));
  await expect(read([scan, scan], engine)).rejects.toMatchObject({ kind: "upstream_unavailable" });
  expect(seen.pictures).toHaveLength(1);
});
