import type { Present } from "../messaging/presence";
import type { Translate } from "./translate";

/** "Inês is typing", "Inês and Omar are looking too"; null when nobody else is there. Whoever types is told first. */
export function presenceWords(t: Translate, others: readonly Present[], locale: string): string | null {
  const typing = others.filter(({ isTyping }) => isTyping);
  const told = typing.length > 0 ? typing : others;
  if (told.length === 0) return null;
  const list = new Intl.ListFormat(locale, { type: "conjunction" });
  const values = { names: list.format(told.map(({ name }) => name)), count: told.length };
  return t(typing.length > 0 ? "conversation.presence.typing" : "conversation.presence.here", values);
}
