import { bestAnswerability } from "@/domain/agent/answerability";
import type { Passage } from "@/domain/knowledge/passage";
import type { AgentStep } from "../agent-step";
import { handOver } from "../endings";

/** Finds the passages of an account that fit a question best, best first. */
export type Retrieve = (query: {
  accountId: string;
  query: string;
  limit: number;
  language?: string;
}) => Promise<Passage[]>;

/** Looks the question up in the account's documents. */
export const retrievePassages = (deps: { retrieve: Retrieve }): AgentStep => ({
  name: "retrieve",
  async run(turn) {
    const { accountId, settings } = turn.request;
    const passages = await deps.retrieve({
      accountId,
      query: turn.question,
      limit: settings.maxPassages,
      language: turn.language,
    });
    const found = { ...turn, passages, score: bestAnswerability(passages) };
    if (passages.length > 0) return { turn: found, note: `${passages.length} passages` };
    return { turn: found, ending: handOver(turn, "dontKnow", "Nothing in the documents has to do with the question.") };
  },
});
