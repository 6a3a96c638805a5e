import { isHandover } from "@/domain/agent/shadow";
import { MAX_EVIDENCE, MAX_EXPECTED_ANSWER, MAX_TEST_QUESTION } from "@/domain/evaluation/limits";
import type { TestCase } from "@/domain/evaluation/test-case";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import { findMessage, findPersonsReply, findTurn, type MessageKey } from "./message-queries";

/**
 * A customer's message as a test question. What is expected: the passages that the bot's answer stood on; else what a
 * person wrote next; else, where the bot handed over, that nothing is answered.
 * @throws AppError not_found; bad_request when there is nothing to ask, or nobody has reacted yet
 */
export async function caseOfMessage(db: Database, key: MessageKey): Promise<TestCase> {
  const asked = await findMessage(db, key);
  if (!asked || asked.fromMe || asked.deletedAt) throw new AppError("not_found", "This message is no longer here.");
  const question = asked.body.trim().slice(0, MAX_TEST_QUESTION);
  if (question === "") throw new AppError("bad_request", "There are no words in this message that could be asked.");
  const turn = asked.turnId ? await findTurn(db, key.accountId, asked.turnId) : undefined;
  const [index] = turn?.outcome === "answered" ? turn.trace.sentences.flatMap(({ citations }) => citations) : [];
  const passage = index === undefined ? undefined : turn?.trace.passages[index];
  if (passage) {
    const evidence = passage.text.slice(0, MAX_EVIDENCE);
    return expecting(question, { evidence, evidenceDocument: passage.documentName, answer: "" });
  }
  const answer = await findPersonsReply(db, { accountId: key.accountId, after: asked });
  if (answer)
    return expecting(question, { evidence: "", evidenceDocument: null, answer: answer.slice(0, MAX_EXPECTED_ANSWER) });
  if (turn && isHandover(turn))
    return { question, expected: { outcome: "decline", evidence: "", evidenceDocument: null, answer: "" } };
  throw new AppError("bad_request", "Nobody has answered this yet, so there is nothing to expect.");
}

const expecting = (question: string, expected: Omit<TestCase["expected"], "outcome">): TestCase => ({
  question,
  expected: { outcome: "answer", ...expected },
});
