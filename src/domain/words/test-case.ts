import { MAX_EVIDENCE, MAX_EXPECTED_ANSWER, MAX_TEST_QUESTION } from "../evaluation/limits";
import type { Translate } from "./translate";

interface Issue {
  code?: string | undefined;
  path: readonly PropertyKey[];
}

/** What is wrong with a test question; the schema's own words are for programs that call the server. */
export function testCaseProblem(t: Translate, { code, path }: Issue): string {
  const isTooLong = code === "too_big";
  switch (path.at(-1)) {
    case "question":
      return isTooLong
        ? t("evaluation.form.questionTooLong", { max: MAX_TEST_QUESTION })
        : t("evaluation.form.questionMissing");
    case "evidence":
      return t("evaluation.form.evidenceTooLong", { max: MAX_EVIDENCE });
    default:
      return isTooLong
        ? t("evaluation.form.answerTooLong", { max: MAX_EXPECTED_ANSWER })
        : t("evaluation.form.answerMissing");
  }
}
