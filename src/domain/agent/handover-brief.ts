import type { MessageAuthor } from "../messaging/message";
import { withoutHelpQuestion } from "./helped/help-question";
import { shortened } from "./shortened";
import type { ConfidenceBand, TurnOutcome } from "./turn";

/** What one message of the conversation was, oldest first; what never reached the customer is none. */
export interface BriefMessage {
  author: MessageAuthor;
  body: string;
  turnId: string | null;
}

export interface BriefTurn {
  id: string;
  outcome: TurnOutcome;
  reason: string | null;
  question: string;
  understoodQuestion: string;
  /** Answerability, null when nothing was looked up: a greeting, or a wish for a person. */
  score: number | null;
  band: ConfidenceBand | null;
}

export interface HandoverBrief {
  /** The questions that are open, as understood, oldest first; empty when there was nothing to read. */
  wants: string[];
  /** The customer's own last words, when they say something else. */
  wrote: string | null;
  /** Why a person is needed; null when it was taken over without that. */
  why: string | null;
  /** What the bot answered before, oldest first. */
  tried: { question: string; reply: string; isSure: boolean }[];
}

const MAX_WANTS = 3;
const MAX_TRIED = 3;
const QUESTION_CHARACTERS = 240;
const REPLY_CHARACTERS = 200;

/**
 * What whoever takes over should know without reading everything. Null when nothing was handed over, or somebody of the
 * business has answered since. No model is asked: it says what was stored and nothing else.
 */
export function handoverBrief(
  messages: readonly BriefMessage[],
  turns: readonly BriefTurn[],
  needsPersonReason: string | null,
): HandoverBrief | null {
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const lastHuman = messages.findLastIndex(({ author }) => author === "person" || author === "phone");
  const open = turnsIn(messages.slice(lastHuman + 1), byId);
  const handed = open.filter(({ outcome }) => outcome === "handed_off");
  // A rule may have asked for a person in a turn that ended otherwise.
  const occasion = handed.at(-1) ?? (needsPersonReason === null ? undefined : open.at(-1));
  if (!occasion) return null;

  const answered = turnsIn(messages, byId).filter(isAnswer);
  const asked = handed.filter((turn) => wasLookedUp(turn) || !isBareWish(turn.question));
  const wants = (asked.length > 0 ? asked : [answered.findLast((turn) => open.includes(turn)) ?? occasion])
    .map(({ understoodQuestion, question }) => shortened(understoodQuestion || question, QUESTION_CHARACTERS))
    .filter((question) => question !== "");
  const wrote = shortened(occasion.question, QUESTION_CHARACTERS);
  return {
    wants: [...new Set(wants)].slice(-MAX_WANTS),
    wrote: wrote === "" || wants.includes(wrote) ? null : wrote,
    why: needsPersonReason ?? occasion.reason,
    tried: answered.slice(-MAX_TRIED).flatMap(({ id, understoodQuestion, question, band }) => {
      const said = messages.find(({ author, turnId }) => author === "bot" && turnId === id)?.body ?? "";
      const reply = withoutHelpQuestion(said);
      return reply.trim() === ""
        ? []
        : {
            question: shortened(understoodQuestion || question, QUESTION_CHARACTERS),
            reply: shortened(reply, REPLY_CHARACTERS),
            isSure: band === "sure",
          };
    }),
  };
}

/** The turns of messages, each once, in the order in which the customer wrote. */
function turnsIn(messages: readonly BriefMessage[], byId: ReadonlyMap<string, BriefTurn>): BriefTurn[] {
  const ids = messages.flatMap(({ author, turnId }) => (author === "customer" && turnId !== null ? turnId : []));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}

/** "I want a person", "this is ridiculous!": it says nothing of what about. */
const isBareWish = (question: string) => question.split(/\s+/u).length <= MAX_WISH_WORDS && !/[\d?？؟]/u.test(question);
const MAX_WISH_WORDS = 8;

const wasLookedUp = ({ score }: BriefTurn) => score !== null;
const isAnswer = (turn: BriefTurn) => turn.outcome === "answered" && wasLookedUp(turn);
