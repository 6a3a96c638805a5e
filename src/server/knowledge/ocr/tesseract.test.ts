import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { beforeAll, describe, expect, test } from "vitest";
import { projectPath } from "../../project-root";
import { startWorker } from "../../worker-entry";
import { makeScan } from "../fixtures/make-scan";
import { openDrawing } from "../parsers/pdf/draw-page";
import { AskedThread } from "./asked-thread";
import type { RecognisedText, RecognitionQuestion } from "./ocr-protocol";
import { createTesseractEngine, languageModelPath, missingLanguages, recognitionData } from "./tesseract";

/** Ends its thread with this code as soon as anything in it reaches for the network. */
const NETWORK_EXIT = 66;
const WITHOUT_NETWORK = [
  "--import",
  `data:text/javascript,${encodeURIComponent(`
    import net from "node:net";
    import dns from "node:dns";
    const refuse = () => process.exit(${NETWORK_EXIT});
    const { connect } = net.Socket.prototype;
    // Pipes between processes of one machine have a path: the TypeScript loader talks to its parent by one.
    net.Socket.prototype.connect = function (...wanted) {
      const [to] = Array.isArray(wanted[0]) ? wanted[0] : wanted;
      return typeof to === "string" || to?.path ? connect.apply(this, wanted) : refuse();
    };
    dns.lookup = refuse;
    globalThis.fetch = refuse;
  `)}`,
];
const signal = new AbortController().signal;

let png: Uint8Array;
beforeAll(async () => {
  const bytes = makeScan([{ scanned: ["Every kayak needs a deposit of fifty euros."] }]);
  const draw = await openDrawing({ bytes, dpi: 200, maxPixels: 12_000_000, maxPicturePixels: 36_000_000 });
  png = await draw(1);
});

describe("it works without a network", () => {
  test("its program and every language that ships lie in node_modules", () => {
    expect(missingLanguages(["eng", "spa", "por", "ara"])).toEqual([]);
    for (const language of ["eng", "spa", "por", "ara"])
      expect(languageModelPath(language)).toContain(projectPath("node_modules"));
    expect(existsSync(projectPath("node_modules/tesseract.js-core/tesseract-core-lstm.wasm"))).toBe(true);
    expect(missingLanguages(["eng", "tlh"])).toEqual(["tlh"]);
  });

  test("a thread in which whatever reaches for the network is ended reads a picture all the same", async () => {
    const workerData = await recognitionData(["eng"]);
    const thread = new AskedThread<RecognitionQuestion, RecognisedText>({
      start: () =>
        startWorker("recognition-worker", { workerData, execArgv: WITHOUT_NETWORK, stdout: true, stderr: true }),
      timeoutMs: 50_000,
      maxBufferBytes: 512 * 1024 * 1024,
    });
    try {
      const { text, confidence } = await thread.ask({ png }, signal);
      expect(text.trim()).toBe("Every kayak needs a deposit of fifty euros.");
      expect(confidence).toBeGreaterThan(80);
    } finally {
      await thread.close();
    }
  });

  test.each(["await fetch('http://127.0.0.1:9/')", "import net from 'node:net'; net.connect(9, '127.0.0.1')"])(
    "and would have been ended by %s",
    async (code) => {
      const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
        execArgv: WITHOUT_NETWORK,
        stderr: true,
      });
      worker.on("error", () => undefined);
      expect(await new Promise((resolve) => worker.once("exit", resolve))).toBe(NETWORK_EXIT);
    },
  );
});

describe("what goes wrong costs one picture", () => {
  test("a thread that takes too long is ended, and the next picture gets another", async () => {
    const reader = createTesseractEngine(["eng"], { pageTimeoutMs: 1, maxBufferBytes: 512 * 1024 * 1024 }).open();
    await expect(reader.read(png, signal)).rejects.toThrow("It took too long.");
    await expect(reader.read(png, signal)).rejects.toThrow("It took too long.");
    await reader.close();
  });

  test("what is no picture is refused, and the next one is read", async () => {
    const reader = createTesseractEngine(["eng"]).open();
    await expect(reader.read(Uint8Array.from([1, 2, 3, 4]), signal)).rejects.toThrow("no picture");
    expect(await reader.read(png, signal)).toContain("deposit of fifty euros");
    await reader.close();
    await reader.close();
  });

  test("it ends when nobody wants the text any more", async () => {
    const stop = new AbortController();
    const reader = createTesseractEngine(["eng"]).open();
    const reading = reader.read(png, stop.signal);
    stop.abort(new Error("enough"));
    await expect(reading).rejects.toThrow("enough");
    await reader.close();
  });

  test("a language whose model is missing is an error of the picture, not of the process", async () => {
    const reader = createTesseractEngine(["tlh"]).open();
    await expect(reader.read(png, signal)).rejects.toThrow("ENOENT");
    await reader.close();
  });
});
