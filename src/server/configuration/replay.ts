import type { AnswerSettings } from "@/domain/agent/settings";
import type { AnswerResult } from "@/domain/agent/turn";
import { type AnswerDifference, differenceOf } from "@/domain/configuration/difference";
import { contactLabel } from "@/domain/messaging/contact-name";
import { getAccount } from "../accounts/service";
import type { Agent } from "../agent/pipeline";
import { listAskedQuestions, listHistoryBefore } from "../conversations/past-questions-queries";
import type { Database } from "../db/client";
import { getDraftSettings } from "./draft-settings";

export interface ReplayDeps {
  db: Database;
  agent: Pick<Agent, "answer">;
}

/** One question of the past, answered as the bot would now and as it would with the draft. */
export interface ReplayedTurn {
  turnId: string;
  conversationId: string;
  contactLabel: string;
  askedAt: Date;
  question: string;
  difference: AnswerDifference;
  before: ReplayedAnswer;
  after: ReplayedAnswer;
}

interface ReplayedAnswer {
  decision: AnswerResult["decision"];
  reply: string;
  /** For people; null when it was answered. */
  handoffReason: string | null;
  sources: { documentName: string; page: number | null }[];
}

/**
 * Asks the newest questions of customers again, each in its conversation as it stood: with the settings in use and with
 * the draft, both against today's documents, so that whatever differs comes from the draft. Newest first, as they come.
 * Nothing is sent and nothing is stored. Ends early when the signal is aborted.
 * @throws AppError not_found without a draft
 */
export async function* replay(
  { db, agent }: ReplayDeps,
  { accountId, limit }: { accountId: string; limit: number },
  signal: AbortSignal,
): AsyncGenerator<{ total: number; turn: ReplayedTurn | null }> {
  const account = await getAccount(db, accountId);
  const drafted = await getDraftSettings(db, accountId);
  const asked = await listAskedQuestions(db, { accountId, limit });
  yield { total: asked.length, turn: null };
  for (const turn of asked) {
    if (signal.aborted) return;
    const history = await listHistoryBefore(db, { accountId, conversationId: turn.conversationId, turnId: turn.id });
    const ask = (settings: AnswerSettings) =>
      agent.answer({ accountId, accountName: account.name, question: turn.question, history, settings }, signal);
    const [before, after] = await Promise.all([ask(account.answerSettings), ask(drafted)]);
    yield {
      total: asked.length,
      turn: {
        turnId: turn.id,
        conversationId: turn.conversationId,
        contactLabel: contactLabel(turn),
        askedAt: turn.createdAt,
        question: turn.question,
        difference: differenceOf(before, after),
        before: answerOf(before),
        after: answerOf(after),
      },
    };
  }
}

const answerOf = ({ decision, reply, handoffReason, citations }: AnswerResult): ReplayedAnswer => ({
  decision,
  reply,
  handoffReason,
  sources: citations.map(({ documentName, page }) => ({ documentName, page })),
});
