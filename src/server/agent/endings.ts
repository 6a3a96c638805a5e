import { type FixedTexts, fillText, fixedTexts } from "@/domain/agent/fixed-texts";
import type { AgentTurn, Ending } from "./agent-step";

/** A handover: the customer is told in their language, people are told why in ours. */
export function handOver(
  turn: Pick<AgentTurn, "language">,
  text: "dontKnow" | "personWillAnswer" | "sorry" | "trouble",
  reason: string,
): Ending {
  return { decision: "handoff", band: "handed_over", reply: fixedTexts(turn.language)[text], handoffReason: reason };
}

/** A fixed text that needs no documents. */
export function sayFixed(turn: AgentTurn, text: keyof FixedTexts, decision: "smalltalk" | "clarify"): Ending {
  const reply = fillText(fixedTexts(turn.language)[text], { name: turn.request.accountName });
  return { decision, band: "sure", reply, handoffReason: null };
}
