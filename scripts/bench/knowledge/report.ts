/** What a run came to. */
import os from "node:os";
import { rounded } from "../statistics";
import type { Cost } from "./cost";
import type { GrowthFigures } from "./growth";
import type { IngestionFigures } from "./ingestion";
import type { LoopDelay } from "./loop-delay";
import type { ExtractionFigures } from "./peers";
import type { QueriesFigures } from "./queries";

const GOALS = { ingestionRatio: 1.15, eventLoopDelayMsP99: 50, nextChunkRatio: 1.3 };

interface Peers {
  extraction: ExtractionFigures;
  embedding: Cost & { texts: number };
}

interface Measured {
  before: Peers;
  /** Before and after ingestion. */
  noise: LoopDelay[];
  ingestion: IngestionFigures;
  after: Peers;
  growth: GrowthFigures;
  queries: QueriesFigures;
}

/** `ingestionRatio` is the time of the whole by the sum of the two bare ones; `ingestionCpuRatio` that of the processor. */
export function report({ before, noise, ingestion, after, growth, queries }: Measured) {
  const texts = before.embedding.texts + after.embedding.texts;
  if (texts !== ingestion.embeddedTexts) throw new Error("the bare model has not embedded what ingestion has");
  const bare = {
    // Read twice, as a whole each time.
    extraction: scaled(sumOf(before.extraction, after.extraction), 0.5),
    embedding: sumOf(before.embedding, after.embedding),
  };
  const sum = sumOf(bare.extraction, bare.embedding);
  const figures = {
    ingestionRatio: rounded(ingestion.ms / sum.ms, 3),
    ingestionCpuRatio: rounded(ingestion.cpuMs / sum.cpuMs, 3),
    eventLoopDelayMsP99: ingestion.eventLoopDelayMs.p99,
    nextChunkRatio: growth.ratio,
  };
  const goal = (name: keyof typeof GOALS) => ({ atMost: GOALS[name], isMet: figures[name] <= GOALS[name] });
  return {
    ...figures,
    goals: {
      ingestionRatio: goal("ingestionRatio"),
      eventLoopDelayMsP99: goal("eventLoopDelayMsP99"),
      nextChunkRatio: goal("nextChunkRatio"),
    },
    ingestion,
    eventLoopDelayMsOfIdleProcess: noise,
    bare: {
      extraction: { ...bare.extraction, pagesPerSecond: perSecond(ingestion.pages, bare.extraction) },
      embedding: { ...bare.embedding, chunksPerSecond: perSecond(ingestion.chunks, bare.embedding) },
    },
    queries,
    nextChunk: growth,
    environment: {
      node: process.version,
      cores: os.availableParallelism(),
      loadAverage: os.loadavg().map((load) => rounded(load, 2)),
    },
  };
}

const sumOf = (a: Cost, b: Cost): Cost => ({ ms: rounded(a.ms + b.ms), cpuMs: rounded(a.cpuMs + b.cpuMs) });
const scaled = ({ ms, cpuMs }: Cost, factor: number): Cost => ({
  ms: rounded(ms * factor),
  cpuMs: rounded(cpuMs * factor),
});
const perSecond = (count: number, { ms }: Cost) => rounded((count * 1000) / ms, 2);
