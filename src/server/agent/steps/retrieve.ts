import { bestAnswerability } from "@/domain/agent/answerability";
import { isContentsPage } from "@/domain/agent/contents-page";
import { joinNeighbours } from "@/domain/agent/joined-passages";
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

/** Fetched beyond what is used: tables of contents fall away, and neighbours of a good passage complete it. */
const SPARE_PASSAGES = 4;

/** Looks the question up in the account's documents. */
export const retrievePassages = (deps: { retrieve: Retrieve }): AgentStep => ({
  name: "retrieve",
  async run(turn) {
    const { accountId, settings } = turn.request;
    const fetched = await deps.retrieve({
      accountId,
      query: turn.question,
      limit: settings.maxPassages + SPARE_PASSAGES,
      // A wrong language would switch meaning off: without a clear one retrieval makes its own guess.
      ...(turn.questionLanguage ? { language: turn.questionLanguage } : {}),
    });
    const passages = joinNeighbours(
      fetched.filter((passage) => !isContentsPage(passage.text)),
      settings.maxPassages,
    );
    const found = { ...turn, passages, score: bestAnswerability(passages) };
    if (passages.length > 0) return { turn: found, note: `${passages.length} passages` };
    return { turn: found, ending: handOver(turn, "dontKnow", "Nothing in the documents has to do with the question.") };
  },
});
