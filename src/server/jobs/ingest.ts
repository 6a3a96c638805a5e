import type { KnowledgeService } from "@/server/knowledge/service";
import type { JobHandler } from "./queue";

/**
 * Reads and indexes a document; how it went stands in the document itself. A try whose process is killed cannot write
 * that down, so the last one does not read: it says that the others failed.
 */
export function createIngestHandler(
  knowledge: Pick<KnowledgeService, "ingestDocument" | "giveUpDocument">,
): JobHandler<"ingest"> {
  return async (data, signal, attempt) => {
    if (!attempt.isLast) await knowledge.ingestDocument(data, signal);
    else if (await knowledge.giveUpDocument(data)) throw new Error("Every reading broke off or was interrupted.");
  };
}
