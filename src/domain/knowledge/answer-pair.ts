export const MAX_QUESTION_LENGTH = 300;
export const MAX_ANSWER_LENGTH = 4_000;

/** As many as one transaction takes in a second or two. */
export const MAX_IMPORTED_PAIRS = 500;

/** A question as customers may ask it, and what the bot says then. */
export interface AnswerPair {
  question: string;
  answer: string;
}

/** The same for questions that differ in capitals, spaces and signs at their end alone. */
export const questionKey = (question: string): string =>
  question
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\s?!.¿¡？！。؟]+$/u, "")
    // Some signs stand for a whole phrase each, and an index takes only so much.
    .slice(0, 600);

/** As it is stored, and shown as what the bot reads. */
export const answerText = ({ question, answer }: AnswerPair): string => `# ${question}\n\n${answer}`;
