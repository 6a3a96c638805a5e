/** `off`: nothing about a reply waits (tests, benchmarks). Otherwise each account's settings and what it sent decide. */
export type PacingMode = "by_account" | "off";

/** How long "typing…" is shown. */
export interface Pacing {
  msPerCharacter: number;
  shortestMs: number;
  longestMs: number;
}

/** About a quick typist, bounded so that nobody waits long; replies that appear at once are what bots are known by. */
export const HUMAN_PACING: Pacing = { msPerCharacter: 25, shortestMs: 800, longestMs: 6000 };
export const NO_PACING: Pacing = { msPerCharacter: 0, shortestMs: 0, longestMs: 0 };

/** How long "typing…" is shown before a text goes out; varies by a fifth in both directions. `random` is in [0, 1). */
export function typingMs(text: string, random: number, { msPerCharacter, shortestMs, longestMs }: Pacing): number {
  const natural = text.length * msPerCharacter * (0.8 + 0.4 * random);
  return Math.round(Math.min(longestMs, Math.max(shortestMs, natural)));
}
