import type { EvaluationService } from "@/server/evaluation/service";
import type { JobHandler } from "./queue";

/** Asks the questions of a test run; how far it has come stands in the run itself. */
export function createEvaluateHandler(evaluation: Pick<EvaluationService, "execute">): JobHandler<"evaluate"> {
  return (key, signal, attempt) => evaluation.execute(key, { signal, isLastAttempt: attempt.isLast });
}
