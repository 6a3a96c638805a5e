import type { HistoryEntry } from "@/domain/agent/turn";
import type { SaidMessage } from "./turn-queries";

/** What a message adds to the conversation as it is given to the agent; nothing when it has no words. */
export function historyEntry({ author, body }: Pick<SaidMessage, "author" | "body">): HistoryEntry[] {
  const text = body.trim();
  if (text === "" || author === "system") return [];
  return [{ role: author === "customer" ? "customer" : author === "bot" ? "bot" : "person", text }];
}
