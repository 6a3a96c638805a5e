import { joinTurnText } from "@/domain/agent/coalesce";
import { fixedTexts } from "@/domain/agent/fixed-texts";
import { ASKED_HELPED, mayAskWhetherHelped } from "@/domain/agent/helped/asking";
import { helpQuestion, languageOfHelpQuestion } from "@/domain/agent/helped/help-question";
import { RATED, type Rating, ratingIn, thumbOf } from "@/domain/agent/helped/rating";
import { SHADOW_REASON } from "@/domain/agent/shadow";
import { type AnswerResult, traceWithoutAgent } from "@/domain/agent/turn";
import type { OpenTurn, TurnDraft } from "@/server/conversations/turns";

/** A rating, the message that it is about and the language in which that asked. */
export type AnswerRating = Rating & { messageId: string; language: string };

/** What a turn's messages say of the answer that asked whether it helped; undefined when they say nothing of it. */
export async function ratingOf(turn: OpenTurn): Promise<AnswerRating | undefined> {
  const { messages, said, isGroup, settledBy } = turn;
  if (isGroup || settledBy === "taken_back") return undefined;
  if (!messages.some(({ words }) => thumbOf(words))) return undefined;
  const asked = await turn.askedHelped();
  // Somebody may have put it differently since.
  const language = asked && languageOfHelpQuestion(asked.body);
  const rating = asked && ratingIn(messages, { asked, said });
  return rating && language && { ...rating, messageId: asked.messageId, language };
}

/** Whatever else comes of the turn, the rating is kept with it and told in its trace. */
export function withRating(draft: TurnDraft, rating: AnswerRating | undefined): TurnDraft {
  if (!rating) return draft;
  const [first, ...rest] = draft.trace.steps;
  const steps = [...(first ? [first] : []), { name: "rating", ms: 0, note: RATED[rating.thumb] }, ...rest];
  return { ...draft, rating, trace: { ...draft.trace, steps } };
}

/** Thanks as for any thumbs up; who wasn't helped is offered a person, unless they wait for one already. */
export function ratedReply(
  { conversation, messages }: OpenTurn,
  { thumb, language }: AnswerRating,
  gateMs: number,
): Omit<TurnDraft, "question" | "score"> {
  const { thanks, hedgeAfter } = fixedTexts(language);
  const waits = conversation.needsPersonReason !== null && conversation.needsPersonReason !== SHADOW_REASON;
  const offer = waits ? null : hedgeAfter;
  return {
    outcome: "automated",
    reason: RATED[thumb],
    reply: thumb === "up" ? thanks : offer,
    // A courtesy, about which there is no doubt; its mark opens why it was said.
    band: "sure",
    language,
    trace: traceWithoutAgent(joinTurnText(messages.map(({ words }) => words)), {
      name: "gate",
      ms: gateMs,
      note: "answer",
    }),
  };
}

/** The draft with the question whether it helped, where the account wants it and this customer may be asked. */
export async function askingWhetherHelped(
  turn: OpenTurn,
  { result, draft }: { result: AnswerResult; draft: TurnDraft },
  now: Date,
): Promise<TurnDraft> {
  const facts = {
    isOn: turn.account.settings.asksWhetherHelped ?? false,
    isGroup: turn.isGroup,
    optedOut: turn.optedOut,
    needsPersonReason: turn.conversation.needsPersonReason,
    answer: result,
    lastAskedAt: null,
    thread: turn.recent,
    now,
  };
  // Most answers don't ask, whoever was asked before.
  if (!mayAskWhetherHelped(facts)) return draft;
  const lastAskedAt = (await turn.askedHelped())?.sentAt ?? null;
  if (!mayAskWhetherHelped({ ...facts, lastAskedAt })) return draft;
  const steps = [...draft.trace.steps, { name: "ask-helped", ms: 0, note: ASKED_HELPED }];
  return {
    ...draft,
    helpQuestion: helpQuestion(draft.language ?? "en"),
    trace: { ...draft.trace, steps },
  };
}
