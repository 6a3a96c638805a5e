import type { KnowledgeService } from "@/server/knowledge/service";
import type { JobHandler } from "./queue";

/** Makes the vectors of an account's passages with the model in use. */
export const createEmbedAnewHandler =
  (knowledge: Pick<KnowledgeService, "embedAnew">): JobHandler<"embed_anew"> =>
  (data, signal) =>
    knowledge.embedAnew(data, signal);
