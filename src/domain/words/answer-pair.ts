import { MAX_ANSWER_LENGTH, MAX_QUESTION_LENGTH } from "../knowledge/answer-pair";
import type { Translate } from "./translate";

interface Issue {
  code?: string | undefined;
  path: readonly PropertyKey[];
}

/** What is wrong with a question and its answer; the schema's own words are for programs that call the server. */
export function answerPairProblem(t: Translate, { code, path }: Issue): string {
  const isTooLong = code === "too_big";
  if (path.at(-1) === "question")
    return isTooLong
      ? t("knowledge.answer.questionTooLong", { max: MAX_QUESTION_LENGTH })
      : t("knowledge.answer.questionMissing");
  return isTooLong
    ? t("knowledge.answer.answerTooLong", { max: MAX_ANSWER_LENGTH })
    : t("knowledge.answer.answerMissing");
}
