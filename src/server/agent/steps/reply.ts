import { bandOf } from "@/domain/agent/answerability";
import { joinSentences } from "@/domain/agent/extract-answer";
import { fillText, fixedTexts, sourceName } from "@/domain/agent/fixed-texts";
import { toChatText } from "@/domain/agent/plain-text";
import type { ConfidenceBand } from "@/domain/agent/turn";
import type { AgentStep, AgentTurn, Ending } from "../agent-step";
import { EXTRACTIVE_MODEL } from "./answer";

/** Puts the sentences into the message the customer reads: plainly when sure, else with the source and a way to a person. */
export const composeReply = (): AgentStep => ({
  name: "reply",
  run: async (turn) => ({ turn: { ...turn, outgoing: endingOf(turn) } }),
});

function endingOf(turn: AgentTurn): Ending {
  const text = joinSentences(turn.sentences.map((sentence) => ({ text: toChatText(sentence.text) })));
  if (turn.draft?.action === "clarify") return { decision: "clarify", band: "sure", reply: text, handoffReason: null };
  const band = bandOfAnswer(turn);
  const reply = signed(turn, band === "hedged" ? hedge(turn, text) : text);
  return { decision: "answer", band, reply, handoffReason: null };
}

/**
 * A model that answered has read the passages, and every sentence was checked: that counts for more than the score, so
 * it hedges only where an extractive answer would not be given at all.
 */
function bandOfAnswer(turn: AgentTurn): ConfidenceBand {
  const band = bandOf(turn.score ?? 0, turn.request.settings);
  if (turn.model === EXTRACTIVE_MODEL) return band === "sure" ? "sure" : "hedged";
  // The score is that of the documents, and this doesn't stand on them.
  if (turn.passages[turn.sentences[0]?.citations[0] ?? -1]?.isFromTool) return "sure";
  return band === "handed_over" ? "hedged" : "sure";
}

function signed({ request }: AgentTurn, text: string): string {
  const { signature } = request.settings;
  return signature ? `${text}\n\n${signature}` : text;
}

function hedge(turn: AgentTurn, text: string): string {
  const { hedgeBefore, hedgeAfter } = fixedTexts(turn.language);
  const cited = turn.sentences[0]?.citations[0] ?? 0;
  const source = turn.passages[cited];
  if (!source) return text;
  return `${fillText(hedgeBefore, { source: sourceName(source, turn.language) })}\n\n${text}\n\n${hedgeAfter}`;
}
