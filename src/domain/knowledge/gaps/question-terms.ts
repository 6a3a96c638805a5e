import { recogniseSmallTalk } from "../../agent/small-talk";
import { wantsPerson } from "../../agent/wants-person";
import { CHAT_WORDS, FOREIGN_FUNCTION_WORDS, FUNCTION_WORDS } from "../stopwords";
import { termsOfWords, wordsOf } from "../terms";

/** "Bike" and "bikes" are one. */
const PREFIX_LENGTH = 4;
/** Beyond this it is a story and not a question. */
export const MAX_GROUPED_LENGTH = 300;
/** One word alone ("price", "ok") means something else each time. */
const MIN_WORDS = 2;

/** What a question is about, without greetings and "I want to know"; sorted, each once. */
export function termsOfQuestion(text: string): string[] {
  const telling = wordsOf(text).filter(
    (word) => !FUNCTION_WORDS.has(word) && !FOREIGN_FUNCTION_WORDS.has(word) && !CHAT_WORDS.has(word),
  );
  return [...new Set(termsOfWords(telling, "universal").map((term) => term.slice(0, PREFIX_LENGTH)))].sort();
}

/** Whether a message asks about something: neither courtesy nor the wish for a person, nor a word, nor a story. */
export function asksSomething(text: string, businessName = ""): boolean {
  if (text.length > MAX_GROUPED_LENGTH) return false;
  if (recogniseSmallTalk(text, businessName) || wantsPerson(text)) return false;
  const terms = termsOfQuestion(text);
  // Scripts without spaces write a whole question as one word.
  return terms.length > 0 && (wordsOf(text).length >= MIN_WORDS || terms.length >= MIN_WORDS);
}

/** Fewer terms lean on what was said before: "and for children?". */
const MIN_OWN_TERMS = 2;

/** A question in the customer's own words, unless only the conversation tells what it asks. */
export const selfContained = (question: string, understood: string): string =>
  understood === "" || termsOfQuestion(question).length >= MIN_OWN_TERMS ? question : understood;
