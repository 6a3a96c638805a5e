import { isHandover } from "@/domain/agent/shadow";
import { firstCharacters } from "@/domain/agent/shortened";
import { citedPassages } from "@/domain/agent/turn";
import { MAX_EVIDENCE, MAX_EXPECTED_ANSWER, MAX_TEST_QUESTION } from "@/domain/evaluation/limits";
import type { TestCase } from "@/domain/evaluation/test-case";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import { findMessage, findPersonsReply, findTurn, type MessageKey } from "./message-queries";

/**
 * A customer's message as a test question. What is expected: the passage of a document that the bot's answer stood on;
 * else what a person wrote next; else, where the bot handed over, that nothing is answered.
 * @throws AppError not_found; bad_request when there is nothing to ask, a tool told the answer, or nobody has reacted yet
 */
export async function caseOfMessage(db: Database, key: MessageKey): Promise<TestCase> {
  const asked = await findMessage(db, key);
  if (!asked || asked.fromMe || asked.deletedAt) throw new AppError("not_found", "This message is no longer here.");
  const question = firstCharacters(asked.body.trim(), MAX_TEST_QUESTION).trim();
  if (question === "") throw new AppError("bad_request", "There are no words in this message that could be asked.");
  const turn = asked.turnId ? await findTurn(db, key.accountId, asked.turnId) : undefined;
  const cited = turn?.outcome === "answered" ? citedPassages(turn.trace) : [];
  // What a tool said is about one customer on one day: no test can expect it again.
  const passage = cited.find(({ isFromTool }) => !isFromTool);
  if (passage) {
    const evidence = firstCharacters(passage.text, MAX_EVIDENCE);
    return expecting(question, { evidence, evidenceDocument: passage.documentName, answer: "" });
  }
  const answer = await findPersonsReply(db, { accountId: key.accountId, after: asked });
  if (answer)
    return expecting(question, {
      evidence: "",
      evidenceDocument: null,
      answer: firstCharacters(answer, MAX_EXPECTED_ANSWER),
    });
  if (turn && isHandover(turn))
    return { question, expected: { outcome: "decline", evidence: "", evidenceDocument: null, answer: "" } };
  if (cited.length > 0)
    throw new AppError(
      "bad_request",
      "A tool told the answer, for this customer only, so there is nothing that a test could expect every time.",
    );
  throw new AppError("bad_request", "Nobody has answered this yet, so there is nothing to expect.");
}

const expecting = (question: string, expected: Omit<TestCase["expected"], "outcome">): TestCase => ({
  question,
  expected: { outcome: "answer", ...expected },
});
