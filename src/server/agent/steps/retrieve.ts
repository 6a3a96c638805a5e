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

/** Of the passages an answer is made from, so many may come from the other reading of a follow-up. */
const PASSAGES_OF_OTHER_READING = 1;

/**
 * Looks the question up in the account's documents. Of readings between which only the documents can tell, the one that
 * they answer best counts; in doubt the customer's own words do, or what they mean in the language of the documents. What
 * the other reading of a follow-up finds is added at the end: it says nothing of how sure the answer is.
 */
export const retrievePassages = (deps: RetrieveDeps): AgentStep => ({
  name: "retrieve",
  async run(turn) {
    const language = turn.questionLanguage;
    const { otherReading, translation } = turn;
    const find = (reading: Reading) => findPassages(deps, turn, reading);
    const [first, other, translated] = await Promise.all([
      find({ question: turn.question, language }),
      otherReading ? find({ question: otherReading.question, language }) : null,
      translation ? find(translation) : null,
    ]);
    const rivals = [first, otherReading?.isGuess ? other : null, translated].filter((result) => result !== null);
    const best = rivals.reduce((one, rival) => ((rival.score ?? 0) >= (one.score ?? 0) ? rival : one));
    const second = best === first ? other : first;
    const passages =
      second && best !== translated
        ? withOtherReading(best.passages, second.passages, turn.request.settings.maxPassages)
        : best.passages;
    const found = { ...turn, ...best, passages };
    if (best.passages.length > 0) return { turn: found, note: foundWords(best.passages.length) };
    // A tool may know what no document says.
    if (turn.hasTools) return { turn: found, note: "no passages" };
    return { turn: found, ending: handOver(turn, "dontKnow", "Nothing in the documents has to do with the question.") };
  },
});

const foundWords = (count: number): string => (count === 1 ? "1 passage" : `${count} passages`);

/**
 * The last places of the passages given to the best that only the other reading found, with no more score than what
 * stands before them.
 */
function withOtherReading(passages: readonly Passage[], others: readonly Passage[], limit: number): Passage[] {
  const kept = passages.slice(0, Math.max(1, limit - PASSAGES_OF_OTHER_READING));
  const known = new Set(kept.map(({ chunkId }) => chunkId));
  const ceiling = Math.min(...kept.map(({ score }) => score));
  const added = others
    .filter(({ chunkId }) => !known.has(chunkId))
    .slice(0, Math.min(PASSAGES_OF_OTHER_READING, limit - kept.length))
    .map((passage) => ({ ...passage, score: Math.min(passage.score, ceiling) }));
  return [...kept, ...added];
}

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
