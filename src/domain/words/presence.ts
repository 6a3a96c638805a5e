import type { Present } from "../messaging/presence";

const list = (names: readonly string[]) => new Intl.ListFormat("en", { type: "conjunction" }).format(names);

/** "Inês is typing", "Inês and Omar are looking too"; null when nobody else is there. Whoever types is told first. */
export function presenceWords(others: readonly Present[]): string | null {
  const typing = others.filter(({ isTyping }) => isTyping).map(({ name }) => name);
  const looking = others.filter(({ isTyping }) => !isTyping).map(({ name }) => name);
  const verb = (names: readonly string[]) => (names.length === 1 ? "is" : "are");
  if (typing.length > 0) return `${list(typing)} ${verb(typing)} typing`;
  return looking.length > 0 ? `${list(looking)} ${verb(looking)} here too` : null;
}
