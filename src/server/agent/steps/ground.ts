import { GROUNDING_RULES, type GroundingRule, groundDraft } from "@/domain/agent/grounding";
import { stillAnswers } from "@/domain/agent/still-answers";
import type { AgentStep, AgentTurn } from "../agent-step";
import { handOver, sayFixed } from "../endings";
import { detectLanguage } from "../language";
import { EXTRACTIVE_MODEL } from "./answer";

/**
 * Lets through what the passages support. A draft that answers nothing ends the turn here: small talk with a fixed text,
 * so that nobody can talk the model into promises; everything else with a handover.
 */
export const ground = (rules: readonly GroundingRule[] = Object.values(GROUNDING_RULES)): AgentStep => ({
  name: "ground",
  async run(turn) {
    const { draft } = turn;
    if (draft === null || draft.action === "handoff")
      return { turn, ending: handOver(turn, "dontKnow", "The documents don't answer this.") };
    if (draft.action === "smalltalk") return { turn, ending: sayFixed(turn, "aboutBot", "smalltalk") };
    // Picked sentences are quotations: there is nothing to compare.
    if (turn.model === EXTRACTIVE_MODEL) return { turn: { ...turn, sentences: draft.sentences } };

    const { question, history, accountName, facts = {} } = turn.request;
    const context = {
      ...(await languagesOf(turn)),
      customerText: [
        question,
        ...history.flatMap(({ role, text }) => (role === "customer" ? [text] : [])),
        // They wrote or said these themselves.
        ...Object.values(facts),
      ].join("\n"),
      ownNames: [accountName],
    };
    const { kept, dropped } = groundDraft(draft, turn.passages, context, rules);
    const grounded = { ...turn, sentences: kept, dropped };
    const note = dropped.length > 0 ? droppedWords(dropped.length, kept.length + dropped.length) : undefined;
    const isAnswer = draft.action === "clarify" ? kept.length > 0 : stillAnswers(turn.question, kept, dropped);
    if (isAnswer) return { turn: grounded, ...(note ? { note } : {}) };
    const reason =
      kept.length > 0
        ? "What the documents support of the drafted answer doesn't answer the question."
        : "The drafted answer was not supported by the documents.";
    return { turn: grounded, ending: handOver(turn, "dontKnow", reason), ...(note ? { note } : {}) };
  },
});

const droppedWords = (count: number, total: number): string => `${count} of ${total} sentences dropped`;

/**
 * Words can be compared only when the draft is in the language of what it cites. Another language is excused only where it
 * is the customer's: a draft in a third one is compared, and falls.
 */
async function languagesOf({ draft, passages, language }: AgentTurn) {
  const reply = await detectLanguage((draft?.sentences ?? []).map((sentence) => sentence.text).join(" "));
  // What tools say is English whatever the documents are: it tells only where there is nothing else.
  const documents = passages.filter(({ isFromTool }) => !isFromTool);
  const source = await detectLanguage(
    (documents.length > 0 ? documents : passages)
      .map((passage) => passage.text)
      .join("\n")
      .slice(0, 2_000),
  );
  const isTranslation =
    reply?.isReliable && source?.isReliable && reply.language !== source.language && reply.language === language;
  return { sameLanguage: !isTranslation, language: reply?.language };
}
