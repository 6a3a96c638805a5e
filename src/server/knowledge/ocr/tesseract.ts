import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { OcrEngine } from "@/domain/knowledge/ocr";
import { projectPath } from "../../project-root";
import { startWorker } from "../../worker-entry";
import { AskedThread } from "./asked-thread";
import { DEFAULT_OCR_LIMITS, type OcrLimits } from "./limits";
import type { RecognisedText, RecognitionData, RecognitionQuestion } from "./ocr-protocol";

/** What its models were trained on. */
const DPI = 300;
/** Below it the words are guesses: photographs and drawings give such "text". */
const LEAST_CONFIDENCE = 50;

/** The model of a language, gzipped; where it lies when its package is installed. */
export const languageModelPath = (language: string): string =>
  projectPath("node_modules/@tesseract.js-data", language, "4.0.0_best_int", `${language}.traineddata.gz`);

/** Of some languages (ISO 639-2 codes, such as `eng`), those that cannot be read because their package is missing. */
export const missingLanguages = (languages: readonly string[]): string[] =>
  languages.filter((language) => !existsSync(languageModelPath(language)));

/**
 * Tesseract, in a thread of its own for each document. Its program and the models of languages lie in node_modules: nothing
 * is fetched, and no picture leaves the machine.
 */
export function createTesseractEngine(
  languages: readonly string[],
  limits: Pick<OcrLimits, "pageTimeoutMs" | "maxBufferBytes"> = DEFAULT_OCR_LIMITS,
): OcrEngine {
  return {
    dpi: DPI,
    open() {
      let thread: Promise<AskedThread<RecognitionQuestion, RecognisedText>> | undefined;
      return {
        async read(png, signal) {
          thread ??= startThread(languages, limits);
          const { text, confidence } = await (await thread).ask({ png }, signal);
          return confidence < LEAST_CONFIDENCE ? "" : text;
        },
        async close() {
          // One that could not be started has nothing to end.
          await thread?.then(
            (started) => started.close(),
            () => undefined,
          );
        },
      };
    },
  };
}

/** What its thread is started with: the models, read from node_modules. */
export async function recognitionData(languages: readonly string[]): Promise<RecognitionData> {
  const read = async (language: string): Promise<[string, Uint8Array]> => [
    language,
    new Uint8Array(await readFile(languageModelPath(language))),
  ];
  return { models: Object.fromEntries(await Promise.all(languages.map(read))), dpi: DPI };
}

async function startThread(
  languages: readonly string[],
  { pageTimeoutMs, maxBufferBytes }: Pick<OcrLimits, "pageTimeoutMs" | "maxBufferBytes">,
): Promise<AskedThread<RecognitionQuestion, RecognisedText>> {
  const workerData = await recognitionData(languages);
  return new AskedThread({
    start: () =>
      startWorker("recognition-worker", {
        workerData,
        resourceLimits: { maxOldGenerationSizeMb: 128 },
        // It warns on the console about every oddity of a picture.
        stdout: true,
        stderr: true,
      }),
    timeoutMs: pageTimeoutMs,
    maxBufferBytes,
  });
}
