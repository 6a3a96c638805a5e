import { groundDraft } from "@/domain/agent/grounding";
import type { AgentStep, AgentTurn } from "../agent-step";
import { handOver, sayFixed } from "../endings";
import { detectLanguage } from "../language";
import { EXTRACTIVE_MODEL } from "./answer";

/**
 * Lets through what the passages support. A draft that answers nothing ends the turn here: small talk with a fixed text,
 * so that nobody can talk the model into promises; everything else with a handover.
 */
export const ground = (): AgentStep => ({
  name: "ground",
  async run(turn) {
    const { draft } = turn;
    if (draft === null || draft.action === "handoff")
      return { turn, ending: handOver(turn, "dontKnow", "The documents don't answer this.") };
    if (draft.action === "smalltalk") return { turn, ending: sayFixed(turn, "aboutBot", "smalltalk") };
    // Picked sentences are quotations: there is nothing to compare.
    if (turn.model === EXTRACTIVE_MODEL) return { turn: { ...turn, sentences: draft.sentences } };

    const { kept, dropped } = groundDraft(draft, turn.passages, {
      sameLanguage: await isOneLanguage(turn),
      customerText: [turn.request.question, ...turn.request.history.map((entry) => entry.text)].join("\n"),
    });
    const grounded = { ...turn, sentences: kept, dropped };
    const note =
      dropped.length > 0 ? `${dropped.length} of ${kept.length + dropped.length} sentences dropped` : undefined;
    if (kept.length > 0) return { turn: grounded, ...(note ? { note } : {}) };
    const reason = "The drafted answer was not supported by the documents.";
    return { turn: grounded, ending: handOver(turn, "dontKnow", reason), ...(note ? { note } : {}) };
  },
});

/** Words can be compared only when the reply is in the language of what it cites. */
async function isOneLanguage({ draft, passages }: AgentTurn): Promise<boolean> {
  const reply = await detectLanguage((draft?.sentences ?? []).map((sentence) => sentence.text).join(" "));
  const source = await detectLanguage(
    passages
      .map((passage) => passage.text)
      .join("\n")
      .slice(0, 2_000),
  );
  return !reply?.isReliable || !source?.isReliable || reply.language === source.language;
}
