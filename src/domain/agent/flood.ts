/**
 * How many replies one customer may cause: over a minute more than anybody can read, over an hour more than a long talk
 * needs. Beyond it the bot keeps quiet until there is room again; people still see every message.
 */
export const FLOOD_LIMITS = [
  { withinMs: 60_000, replies: 15 },
  { withinMs: 60 * 60_000, replies: 60 },
] as const;

/** True when the bot has answered this customer as often as the limits allow. Order does not matter. */
export function isFlood(recent: readonly { author: string; sentAt: Date }[], now: Date): boolean {
  return FLOOD_LIMITS.some(({ withinMs, replies }) => {
    const from = now.getTime() - withinMs;
    return recent.filter(({ author, sentAt }) => author === "bot" && sentAt.getTime() > from).length >= replies;
  });
}
