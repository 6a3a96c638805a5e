import { withoutHelpQuestion } from "@/domain/agent/helped/help-question";
import type { HistoryEntry } from "@/domain/agent/turn";
import type { SaidMessage } from "./turn-queries";

/**
 * What a message adds to the conversation as it is given to the agent; nothing when it has no words. Whether an answer
 * helped is not the agent's question: it would take the next message for an answer to it.
 */
export function historyEntry({ author, body }: Pick<SaidMessage, "author" | "body">): HistoryEntry[] {
  const text = (author === "customer" ? body : withoutHelpQuestion(body)).trim();
  if (text === "" || author === "system") return [];
  return [{ role: author === "customer" ? "customer" : author === "bot" ? "bot" : "person", text }];
}
