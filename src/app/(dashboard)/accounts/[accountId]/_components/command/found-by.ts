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
