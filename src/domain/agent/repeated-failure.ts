import { spacedWords } from "./small-talk";
import type { AnswerResult, ConfidenceBand, TurnOutcome } from "./turn";
import { contentStems } from "./word-overlap";

export const HELPED_NOT = "The bot didn't help twice.";

/** A turn before this one, since the conversation was last closed. */
export interface EarlierTurn {
  outcome: TurnOutcome;
  question: string;
  reply: string | null;
  /** Answerability; null when nothing was looked up. */
  score: number | null;
  band: ConfidenceBand | null;
  /** When the last of it was written. */
  at: Date;
}

/** After a longer pause somebody asks anew, and not once more. */
const RECENT_MS = 30 * 60_000;
/** A message that is sent twice at once is one, and its answer hasn't been read yet. */
const READ_MS = 15_000;
/** Shorter questions are words such as "ok?", which mean something else each time. */
const MIN_STEMS = 1;
/** Of the telling words that the shorter of two questions has. */
const SAME_TOPIC = 0.5;
const MAX_COMPLAINT_WORDS = 12;

/** What people write about an answer that missed; folded as spacedWords() folds. Only languages we are sure of. */
const MISSED: Record<string, string> = {
  en: "(?:thats|that is|that was|this is|its|it is) not what i (?:asked|meant|wanted(?: to know)?)|not what i asked|you (?:didnt|did not|havent|have not) answer(?:ed)? my question|(?:that|this) (?:doesnt|does not|didnt|did not) (?:help|answer my question)|i asked (?:for )?something else",
  es: "no es lo que (?:te |le |os )?(?:pregunte|pregunto|pregunta ?ba|pedi)|no (?:respondio|respondiste|responde|respondes|contesta|contestaste) (?:a )?mi pregunta|eso no me (?:ayuda|sirve)",
  pt: "nao (?:foi|e) (?:isso |isto )?(?:o )?que (?:eu )?(?:perguntei|pedi)|nao respondeu (?:a )?(?:minha|a minha) pergunta|isso nao (?:me )?ajuda",
  fr: "(?:ce )?n ?est pas (?:ma question|ce que j ?ai demande)|vous n ?avez pas repondu a ma question",
  de: "das (?:war nicht meine frage|habe? ich nicht gefragt|beantwortet meine frage nicht|hilft mir nicht)|nicht meine frage",
  it: "non e (?:quello|cio) che ho chiesto|non (?:ha|hai) risposto alla mia domanda",
  id: "bukan itu (?:yang saya (?:tanya|tanyakan|maksud)|maksud saya|pertanyaan saya)",
  nl: "dat (?:is|was) niet (?:wat ik vroeg|mijn vraag)",
  tr: "bunu sormadim|sorum bu degil(?:di)?",
  ru: "это не то,? (?:что|о чем) я спрашивал[аи]?|я не об этом спрашивал[аи]?|вы не ответили на мой вопрос",
};
const MISSED_WORDS = new RegExp(` (?:${Object.values(MISSED).join("|")}) `, "u");

/**
 * Whether the customer asks once more what the bot has just answered: the same words, or that it was not what they had
 * asked. Another answer of the same kind would not help them.
 * @param earlier oldest first
 */
export function asksAgain(question: string, earlier: readonly EarlierTurn[], now: Date): boolean {
  const answers = recent(earlier, now).filter((turn) => turn.outcome === "answered" && turn.score !== null);
  const last = recent(earlier, now).at(-1);
  const words = spacedWords(question);
  const isComplaint = MISSED_WORDS.test(words) && words.trim().split(" ").length <= MAX_COMPLAINT_WORDS;
  if (isComplaint) return last !== undefined && answers.includes(last);
  return answers
    .slice(-2)
    .some(
      (turn) =>
        now.getTime() - turn.at.getTime() >= READ_MS &&
        contentStems(question).size >= MIN_STEMS &&
        spacedWords(turn.question) === words,
    );
}

/**
 * Whether the bot was not sure a second time in a row about the same thing, or asks back a second time.
 * @param earlier oldest first
 */
export function failsAgain(
  { decision, band }: Pick<AnswerResult, "decision" | "band">,
  question: string,
  earlier: readonly EarlierTurn[],
  now: Date,
): boolean {
  const last = recent(earlier, now).at(-1);
  const isUnsure = decision === "clarify" || (decision === "answer" && band === "hedged");
  if (!isUnsure || last?.outcome !== "answered" || last.score === null) return false;
  // What comes after a question of ours is meant as its answer, whatever its words.
  return askedBack(last) || (last.band === "hedged" && isSameTopic(last.question, question));
}

const recent = (earlier: readonly EarlierTurn[], now: Date) =>
  earlier.filter(({ at, outcome }) => outcome !== "ignored" && now.getTime() - at.getTime() < RECENT_MS);

/** An answer hardly ever ends with a question, and is never nothing else. */
const askedBack = ({ reply, band }: EarlierTurn) =>
  band === "sure" && reply !== null && /^[^.!。！\n]*[?？؟]$/u.test(reply.trim());

function isSameTopic(one: string, other: string): boolean {
  const [left, right] = [contentStems(one), contentStems(other)];
  const fewer = Math.min(left.size, right.size);
  return fewer > 0 && [...left].filter((stem) => right.has(stem)).length / fewer >= SAME_TOPIC;
}
