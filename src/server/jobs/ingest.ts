import type { KnowledgeService } from "@/server/knowledge/service";
import type { JobHandler } from "./queue";

/** Reads and indexes a document; how it went stands in the document itself. */
export function createIngestHandler(knowledge: Pick<KnowledgeService, "ingestDocument">): JobHandler<"ingest"> {
  return async (data, signal, attempt) => {
    await knowledge.ingestDocument(data, signal, { isLastAttempt: attempt.isLast });
  };
}
