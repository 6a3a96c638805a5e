import type { KnowledgeDoctor } from "@/server/knowledge/doctor/service";
import type { JobHandler } from "./queue";

/** Looks at an account's documents as a whole; what is worth a look is stored. */
export function createExamineKnowledgeHandler(
  doctor: Pick<KnowledgeDoctor, "examine">,
): JobHandler<"examine_knowledge"> {
  return ({ accountId }, signal) => doctor.examine(accountId, signal);
}
