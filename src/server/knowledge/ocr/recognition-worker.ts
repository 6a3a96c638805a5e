/** The thread that runs Tesseract: a PNG in, its text out. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { workerData } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { projectPath } from "../../project-root";
import { answerQuestions } from "./answering-thread";
import type { RecognisedText, RecognitionData, RecognitionQuestion } from "./ocr-protocol";

/** As much as is used of what tesseract.js-core offers, which has no types of its own. */
interface TesseractModule {
  FS: { writeFile(name: string, bytes: Uint8Array): void };
  TessBaseAPI: new () => TesseractApi;
}
interface TesseractApi {
  /** @returns -1 when the models cannot be used */
  Init(folder: null, languages: string, engineMode: number): number;
  SetVariable(name: string, value: string): void;
  /** Of the file /input. @returns 1 when it is no picture */
  SetImageFile(exifOrientation: number, radians: number): number;
  Recognize(monitor: null): number;
  GetUTF8Text(): string;
  MeanTextConf(): number;
}

/** From the fastest on: the newer ones need instructions that not every processor and version of Node has. */
const BUILDS = ["relaxedsimd-lstm", "simd-lstm", "lstm"] as const;
/** Its neural networks alone; the other engine is not in these builds. */
const LSTM_ONLY = 1;
/** Finds columns, but does not turn the page. */
const AUTOMATIC_LAYOUT = "3";

const { models, dpi } = workerData as RecognitionData;
let engine: Promise<TesseractApi> | undefined;
let module: TesseractModule | undefined;

async function startEngine(): Promise<TesseractApi> {
  const build = BUILDS.find((name) =>
    WebAssembly.validate(readFileSync(projectPath("node_modules/tesseract.js-core", `tesseract-core-${name}.wasm`))),
  );
  const load = createRequire(import.meta.url)(`tesseract.js-core/tesseract-core-${build}`);
  module = (await load()) as TesseractModule;
  for (const [language, model] of Object.entries(models))
    module.FS.writeFile(`${language}.traineddata`, gunzipSync(model));
  const api = new module.TessBaseAPI();
  if (api.Init(null, Object.keys(models).join("+"), LSTM_ONLY) === -1) throw new Error("The models cannot be used.");
  api.SetVariable("tessedit_pageseg_mode", AUTOMATIC_LAYOUT);
  api.SetVariable("user_defined_dpi", String(dpi));
  return api;
}

answerQuestions(async ({ png }: RecognitionQuestion): Promise<RecognisedText> => {
  engine ??= startEngine();
  const api = await engine;
  module?.FS.writeFile("/input", png);
  if (api.SetImageFile(1, 0) === 1) throw new Error("It is no picture.");
  if (api.Recognize(null) !== 0) throw new Error("The picture cannot be recognised.");
  return { text: api.GetUTF8Text(), confidence: api.MeanTextConf() };
});
