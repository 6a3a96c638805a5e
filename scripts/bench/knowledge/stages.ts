/** The program that carries out one stage of the benchmark in a process of its own: `stages.js NAME INPUT`. */
import { measureGrowth } from "./growth";
import { measureIngestion } from "./ingestion";
import { measureNoise } from "./loop-delay";
import { measureEmbedding, measureExtraction } from "./peers";
import { measureQueries } from "./queries";
import { writeTexts } from "./texts";

const STAGES = {
  texts: writeTexts,
  extraction: measureExtraction,
  embedding: measureEmbedding,
  ingestion: measureIngestion,
  noise: measureNoise,
  queries: measureQueries,
  growth: measureGrowth,
} as const;

export type Stages = typeof STAGES;

const [, , name = "", input = ""] = process.argv;
const run = STAGES[name as keyof Stages] as (input: unknown) => Promise<unknown>;
process.send?.(await run(JSON.parse(input)), () => process.disconnect?.());
