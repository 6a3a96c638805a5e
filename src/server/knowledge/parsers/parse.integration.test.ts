import { describe, expect, test } from "vitest";
import { makeDocx, makeZip, paragraph } from "../fixtures/make-docx";
import { makePdf } from "../fixtures/make-pdf";
import { parseDocument } from "./parse";
import { checkZip } from "./zip-check";

const encode = (text: string) => new TextEncoder().encode(text);
const manyPages = (count: number) =>
  makePdf(
    Array.from({ length: count }, (_, index) => ({
      texts: [{ text: `Page ${index + 1} of the book`, x: 60, y: 700 }],
    })),
  );

describe("limits", () => {
  test("a file that takes too long is given up, and its thread is gone", async () => {
    const startedAt = performance.now();
    const result = await parseDocument({ bytes: manyPages(3_000), fileName: "book.pdf" }, { timeoutMs: 60 });
    expect(result).toMatchObject({ status: "failed", reason: "timeout" });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  test("a file that needs too much memory ends its own thread, not the server", async () => {
    const bytes = makeDocx(Array.from({ length: 60_000 }, (_, index) => paragraph(`Boat ${index} of many`)).join(""));
    expect(await parseDocument({ bytes, fileName: "big.docx" }, { maxHeapMegabytes: 64 })).toMatchObject({
      status: "failed",
      reason: "out_of_memory",
    });
  });

  test("a zip bomb is refused by what it unpacks to, before it is unpacked", async () => {
    const bytes = makeZip({ "[Content_Types].xml": "", "word/document.xml": "a".repeat(50 * 1024 * 1024) });
    expect(bytes.length).toBeLessThan(100_000);
    expect(await parseDocument({ bytes, fileName: "bomb.docx" })).toMatchObject({ reason: "too_large" });
  });

  test("a part packed a thousand times is refused, however small it still is", async () => {
    const bytes = makeZip({ "word/document.xml": "boat ".repeat(2_000_000) });
    const wishes = { maxUnpackedBytes: 100 * 1024 * 1024, requiredPart: "word/document.xml" };
    await expect(checkZip(bytes, { ...wishes, maxUnpackRatio: 200 })).rejects.toThrow("too_large");
    await expect(checkZip(bytes, { ...wishes, maxUnpackRatio: 2_000 })).resolves.toBeUndefined();
  });

  test("a PDF stream that unpacks to hundreds of megabytes ends its own thread, though its heap stays small", async () => {
    const bytes = makePdf([{ packed: Buffer.alloc(200 * 1024 * 1024, " ") }]);
    expect(bytes.length).toBeLessThan(1_000_000);
    const result = await parseDocument({ bytes, fileName: "bomb.pdf" }, { maxBufferBytes: 50 * 1024 * 1024 });
    expect(result).toMatchObject({ status: "failed", reason: "out_of_memory" });
  });

  test("text beyond the limit is refused before it is worked on", async () => {
    const bytes = encode("a,b\n".repeat(6_000_000));
    for (const fileName of ["long.txt", "long.md", "long.csv"])
      expect(await parseDocument({ bytes, fileName })).toMatchObject({ status: "failed", reason: "too_large" });
  });

  test("entities that blow up are refused", async () => {
    const bytes = makeDocx(paragraph("&lol;"), {
      "word/document.xml": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY lol "lol">]><x>&lol;</x>',
    });
    expect(await parseDocument({ bytes, fileName: "laughs.docx" })).toMatchObject({ reason: "corrupt" });
  });

  test("sizes are checked before a thread is started", async () => {
    expect(await parseDocument({ bytes: encode("12345"), fileName: "a.txt" }, { maxBytes: 4 })).toMatchObject({
      reason: "too_large",
    });
    expect(await parseDocument({ bytes: new Uint8Array(), fileName: "a.txt" })).toMatchObject({ reason: "empty_file" });
  });
});

describe("while it reads", () => {
  test("the main thread stays free and hears of the progress, page by page", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const progress: [number, number][] = [];
    const result = await parseDocument({
      bytes: manyPages(400),
      fileName: "book.pdf",
      onProgress: (done, total) => progress.push([done, total]),
    });
    clearInterval(timer);
    expect(result).toMatchObject({ status: "ready", hasPageNumbers: true });
    expect(ticks).toBeGreaterThan(20);
    expect(progress.at(-1)).toEqual([400, 400]);
    expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).sort((a, b) => a - b));
  });

  test("it can be stopped; the caller's own reason comes back", async () => {
    const abort = new AbortController();
    const reading = parseDocument({
      bytes: manyPages(3_000),
      fileName: "book.pdf",
      signal: abort.signal,
      onProgress: () => abort.abort(new Error("enough")),
    });
    await expect(reading).rejects.toThrow("enough");
    await expect(parseDocument({ bytes: encode("x"), fileName: "a.txt", signal: abort.signal })).rejects.toThrow(
      "enough",
    );
  });

  test("scripts in a PDF are not run and files attached to it are not read", async () => {
    const bytes = Buffer.from(makePdf([{ texts: [{ text: "Harmless page", x: 60, y: 700 }] }])).toString("latin1");
    const armed = bytes.replace(
      "/Type /Catalog",
      "/Type /Catalog /OpenAction << /S /JavaScript /JS (globalThis.wasRun = 1; app.alert(1)) >>",
    );
    const result = await parseDocument({ bytes: new Uint8Array(Buffer.from(armed, "latin1")), fileName: "js.pdf" });
    expect(result.status === "ready" && result.pages[0]?.text).toBe("Harmless page");
    expect("wasRun" in globalThis).toBe(false);
  });
});
