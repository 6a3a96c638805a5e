import { bestAnswerability } from "@/domain/agent/answerability";
import { isContentsPage } from "@/domain/agent/contents-page";
import { joinNeighbours } from "@/domain/agent/joined-passages";
import type { Passage } from "@/domain/knowledge/passage";
import type { AgentStep, AgentTurn } from "../agent-step";
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

/**
 * Looks the question up in the account's documents. Of two readings the one that the documents answer better counts; in
 * doubt the customer's own words do.
 */
export const retrievePassages = (deps: { retrieve: Retrieve }): AgentStep => ({
  name: "retrieve",
  async run(turn) {
    const lookUp = (question: string) => findPassages(deps.retrieve, turn, question);
    const [first, other] = await Promise.all([
      lookUp(turn.question),
      turn.otherReading === null ? null : lookUp(turn.otherReading),
    ]);
    const best = other && (other.score ?? 0) >= (first.score ?? 0) ? other : first;
    const found = { ...turn, ...best };
    if (best.passages.length > 0) return { turn: found, note: `${best.passages.length} passages` };
    return { turn: found, ending: handOver(turn, "dontKnow", "Nothing in the documents has to do with the question.") };
  },
});

async function findPassages(retrieve: Retrieve, turn: AgentTurn, question: string) {
  const { accountId, settings } = turn.request;
  const fetched = await retrieve({
    accountId,
    query: question,
    limit: settings.maxPassages + SPARE_PASSAGES,
    // A wrong language would switch meaning off: without a clear one retrieval makes its own guess.
    ...(turn.questionLanguage ? { language: turn.questionLanguage } : {}),
  });
  const passages = joinNeighbours(
    fetched.filter((passage) => !isContentsPage(passage.text)),
    settings.maxPassages,
  );
  return { question, passages, score: bestAnswerability(passages) };
}
