/** Whether a command is found by what was typed: each typed word begins one of its words, in any order and any case. */
export function isFoundBy(label: string, typed: string): boolean {
  const words = wordsOf(label);
  return wordsOf(typed).every((part) => words.some((word) => word.startsWith(part)));
}

/** Accents are passed over, as many keyboards have none. */
const wordsOf = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean);

/** Those that are found by what was typed, and the one that Enter runs: the one that was gone to, or else the first. */
export function findAmong<One extends { id: string; label: string }>(
  commands: readonly One[],
  { typed, chosenId }: { typed: string; chosenId: string | null },
): { found: readonly One[]; chosen: One | undefined } {
  const found = commands.filter(({ label }) => isFoundBy(label, typed));
  return { found, chosen: found.find(({ id }) => id === chosenId) ?? found[0] };
}
