import { fixedTexts } from "@/domain/agent/fixed-texts";
import { ASKED_HELPED, mayAskWhetherHelped } from "@/domain/agent/helped/asking";
import {
  helpQuestion,
  languageOfHelpQuestion,
  withHelpQuestion,
  withoutHelpQuestion,
} from "@/domain/agent/helped/help-question";
import { RATED, type Thumb, thumbOf } from "@/domain/agent/helped/rating";
import { type AnswerResult, traceWithoutAgent } from "@/domain/agent/turn";
import type { AnswerRequest } from "@/server/agent/agent-step";
import type { Agent } from "@/server/agent/pipeline";

/**
 * What a customer would read: the answer with the question whether it helped, once in a conversation, and what is said to
 * a thumb after it. Nothing is rated: nobody was answered.
 */
export async function answerAndAsk(
  agent: Pick<Agent, "answer">,
  { history, ...request }: AnswerRequest,
  signal: AbortSignal,
): Promise<AnswerResult> {
  const said = history.findLast(({ role }) => role === "bot");
  const language = said && languageOfHelpQuestion(said.text);
  const thumb = thumbOf(request.question);
  if (language && thumb) return repliedTo(thumb, request.question, language);
  const plain = history.map((entry) =>
    entry.role === "bot" ? { ...entry, text: withoutHelpQuestion(entry.text) } : entry,
  );
  const result = await agent.answer({ ...request, history: plain }, signal);
  const hasAsked = history.some(({ role, text }) => role === "bot" && languageOfHelpQuestion(text));
  return hasAsked ? result : asking(request, result);
}

function asking({ settings }: Pick<AnswerRequest, "settings">, result: AnswerResult): AnswerResult {
  const isOn = settings.asksWhetherHelped ?? false;
  const nobody = { isGroup: false, optedOut: false, needsPersonReason: null, lastAskedAt: null, thread: [] };
  if (!mayAskWhetherHelped({ ...nobody, isOn, answer: result, now: new Date() })) return result;
  const steps = [...result.trace.steps, { name: "ask-helped", ms: 0, note: ASKED_HELPED }];
  return {
    ...result,
    reply: withHelpQuestion(result.reply, helpQuestion(result.language ?? "en")),
    trace: { ...result.trace, steps },
  };
}

function repliedTo(thumb: Thumb, question: string, language: string): AnswerResult {
  const { thanks, hedgeAfter } = fixedTexts(language);
  return {
    decision: "smalltalk",
    band: "sure",
    reply: thumb === "up" ? thanks : hedgeAfter,
    handoffReason: null,
    score: null,
    citations: [],
    language,
    trace: traceWithoutAgent(question, { name: "rating", ms: 0, note: RATED[thumb] }),
  };
}
