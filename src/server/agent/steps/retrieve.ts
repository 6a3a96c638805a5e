import { bestAnswerability } from "@/domain/agent/answerability";
import { isContentsPage } from "@/domain/agent/contents-page";
import { joinNeighbours } from "@/domain/agent/joined-passages";
import { RERANKED_PASSAGES } from "@/domain/agent/reranking";
import type { Passage } from "@/domain/knowledge/passage";
import type { AgentStep, AgentTurn } from "../agent-step";
import type { ChatModel } from "../chat-model";
import { handOver } from "../endings";

/** Finds the passages of an account that fit a question best, best first. */
export type Retrieve = (query: {
  accountId: string;
  query: string;
  limit: number;
  language?: string;
}) => Promise<Passage[]>;

interface RetrieveDeps {
  retrieve: Retrieve;
  /** Null without a language model. */
  models: ChatModel | null;
}

/** Fetched beyond what is used: tables of contents fall away, and neighbours of a good passage complete it. */
const SPARE_PASSAGES = 4;

/**
 * Looks the question up in the account's documents. Of several readings the one that the documents answer best counts; in
 * doubt the customer's own words do, or what they mean in the language of the documents.
 */
export const retrievePassages = (deps: RetrieveDeps): AgentStep => ({
  name: "retrieve",
  async run(turn) {
    const language = turn.questionLanguage;
    const readings = [{ question: turn.question, language }];
    if (turn.otherReading !== null) readings.push({ question: turn.otherReading, language });
    if (turn.translation) readings.push(turn.translation);
    const results = await Promise.all(readings.map((reading) => findPassages(deps, turn, reading)));
    const best = results.reduce((one, other) => ((other.score ?? 0) >= (one.score ?? 0) ? other : one));
    const found = { ...turn, ...best };
    if (best.passages.length > 0) return { turn: found, note: `${best.passages.length} passages` };
    return { turn: found, ending: handOver(turn, "dontKnow", "Nothing in the documents has to do with the question.") };
  },
});

interface Reading {
  question: string;
  /** A wrong one would switch meaning off: without a clear one retrieval makes its own guess. */
  language: string | undefined;
}

async function findPassages({ retrieve, models }: RetrieveDeps, turn: AgentTurn, { question, language }: Reading) {
  const { accountId, settings } = turn.request;
  const most = settings.maxPassages + SPARE_PASSAGES;
  const isReranked = models !== null && settings.rerank === true;
  const found = await retrieve({
    accountId,
    query: question,
    limit: isReranked ? Math.max(most, RERANKED_PASSAGES + SPARE_PASSAGES) : most,
    ...(language ? { language } : {}),
  });
  const readable = (fetched: readonly Passage[], limit: number) =>
    joinNeighbours(
      fetched.filter((passage) => !isContentsPage(passage.text)),
      limit,
    );
  // As without a model, whatever becomes of its order.
  const passages = readable(found.slice(0, most), settings.maxPassages);
  const candidates = isReranked ? readable(found, RERANKED_PASSAGES) : [];
  return { question, passages, candidates, score: bestAnswerability(passages) };
}
