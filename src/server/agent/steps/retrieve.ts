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
 * Looks the question up in the account's documents. Of several readings the one that the documents answer best counts; in
 * doubt the customer's own words do, or what they mean in the language of the documents.
 */
export const retrievePassages = (deps: { retrieve: Retrieve }): AgentStep => ({
  name: "retrieve",
  async run(turn) {
    const language = turn.questionLanguage;
    const readings = [{ question: turn.question, language }];
    if (turn.otherReading !== null) readings.push({ question: turn.otherReading, language });
    if (turn.translation) readings.push(turn.translation);
    const results = await Promise.all(readings.map((reading) => findPassages(deps.retrieve, turn, reading)));
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

async function findPassages(retrieve: Retrieve, turn: AgentTurn, { question, language }: Reading) {
  const { accountId, settings } = turn.request;
  const fetched = await retrieve({
    accountId,
    query: question,
    limit: settings.maxPassages + SPARE_PASSAGES,
    ...(language ? { language } : {}),
  });
  const passages = joinNeighbours(
    fetched.filter((passage) => !isContentsPage(passage.text)),
    settings.maxPassages,
  );
  return { question, passages, score: bestAnswerability(passages) };
}
