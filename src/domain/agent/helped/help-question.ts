import { AGENT_LANGUAGES, type AgentLanguage } from "../calendar-words";
import { fixedTexts } from "../fixed-texts";
import { MAX_REPLY_LENGTH } from "../split-reply";

/** Whether it can be asked in that language (ISO 639-1). */
export const hasHelpQuestion = (language: string | undefined): boolean =>
  AGENT_LANGUAGES.some((known) => known === language);

/** Said below an answer, in its language. */
export const helpQuestion = (language: string): string => fixedTexts(language).askHelped;

const GAP = "\n\n";
const QUESTIONS = AGENT_LANGUAGES.map((language) => ({ language, text: helpQuestion(language) }));

/** A text with the question as a paragraph of its own. */
export const withHelpQuestion = (text: string, question: string): string => `${text}${GAP}${question}`;

/** The messages of a reply with the question at the end of the last one, else, where it has no room, in one of its own. */
export function askedInParts(parts: readonly string[], question: string, max: number = MAX_REPLY_LENGTH): string[] {
  const last = parts.at(-1);
  if (last === undefined) return [question];
  const whole = withHelpQuestion(last, question);
  return whole.length <= max ? [...parts.slice(0, -1), whole] : [...parts, question];
}

/** In which language a text ends with the question, as a paragraph of its own; undefined when it doesn't. */
export function languageOfHelpQuestion(text: string): AgentLanguage | undefined {
  const said = text.trimEnd();
  return QUESTIONS.find((question) => said === question.text || said.endsWith(`${GAP}${question.text}`))?.language;
}

/** What a message of the business says beside the question; as it is when it doesn't ask. */
export function withoutHelpQuestion(text: string): string {
  const language = languageOfHelpQuestion(text);
  return language === undefined ? text : text.trimEnd().slice(0, -helpQuestion(language).length).trimEnd();
}
