import { recogniseSmallTalk } from "../../agent/small-talk";
import { contentStems } from "../../agent/word-overlap";
import { MAX_ANSWER_LENGTH } from "../answer-pair";
import { withoutPersonalData } from "./personal-data";

/** What somebody of the team wrote to a customer after such a question. */
export interface TeamReply {
  conversationId: string;
  /** The customer's, which is taken out. */
  contactName: string | null;
  text: string;
  writtenAt: Date;
}

export interface DraftedAnswer {
  text: string;
  /** It was written there. */
  conversationId: string;
  /** How many conversations were looked at. */
  replyCount: number;
  /** Others that say much the same. */
  agreeing: number;
}

/** "One moment", "let me check": they promise an answer. */
const MIN_STEMS = 2;
/** Of the words of the shorter of two replies; a longer one may say more. */
const AGREES = 0.5;

/**
 * The reply that the others agree with most, without what is the customer's: the medoid by shared words, as a consensus
 * is chosen among translations (Kumar and Byrne, Minimum Bayes-Risk Decoding, 2004). Of equal ones the newest, because
 * prices change. Undefined when nobody has said anything.
 */
export function draftAnswer(replies: readonly TeamReply[]): DraftedAnswer | undefined {
  const told = [...replies]
    .sort((a, b) => b.writtenAt.getTime() - a.writtenAt.getTime() || (a.conversationId < b.conversationId ? -1 : 1))
    .map((reply) => ({ ...reply, stems: contentStems(reply.text) }))
    .filter(({ stems, text }) => stems.size >= MIN_STEMS && !recogniseSmallTalk(text));
  let best: (typeof told)[number] | undefined;
  let most = -1;
  for (const reply of told) {
    const agreement = told.reduce((sum, other) => (other === reply ? sum : sum + overlap(reply.stems, other.stems)), 0);
    if (agreement > most + 1e-9) [best, most] = [reply, agreement];
  }
  if (!best) return undefined;
  const chosen = best;
  return {
    text: withoutPersonalData(chosen.text, [chosen.contactName]).slice(0, MAX_ANSWER_LENGTH),
    conversationId: chosen.conversationId,
    replyCount: told.length,
    agreeing: told.filter((other) => other !== chosen && overlap(chosen.stems, other.stems) >= AGREES).length,
  };
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((stem) => b.has(stem)).length;
  return shared / Math.min(a.size, b.size);
}
