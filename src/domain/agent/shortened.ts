/** A text of at most so many characters, cut between words where that is possible; an ellipsis shows that it was cut. */
export function shortened(text: string, maxCharacters: number): string {
  const plain = text.replaceAll(/\s+/gu, " ").trim();
  const characters = Array.from(plain);
  if (characters.length <= maxCharacters) return plain;
  const cut = characters.slice(0, maxCharacters - 1).join("");
  const lastSpace = cut.lastIndexOf(" ");
  // Scripts without spaces, and a word longer than half of it, are cut where they are.
  return `${lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

/** The beginning of a text: at most so many characters, none of them cut in half as `slice` may. */
export const firstCharacters = (text: string, maxCharacters: number): string =>
  text.length <= maxCharacters ? text : Array.from(text).slice(0, maxCharacters).join("");
