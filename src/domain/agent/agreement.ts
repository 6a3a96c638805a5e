/** Scripts that put no spaces between words: each of their letters counts as a word. */
const UNSPACED =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const TOKEN = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`, "gu");

/** Words and numbers in their order; case, punctuation and spacing don't count. */
const tokensOf = (text: string): string[] => text.normalize("NFKC").toLowerCase().match(TOKEN) ?? [];

/** Length of the longest common subsequence, in one row of memory. */
function commonLength(left: readonly string[], right: readonly string[]): number {
  const row = new Uint32Array(right.length + 1);
  for (const token of left) {
    let diagonal = 0;
    for (let index = 1; index <= right.length; index++) {
      const above = row[index]!;
      row[index] = token === right[index - 1] ? diagonal + 1 : Math.max(above, row[index - 1]!);
      diagonal = above;
    }
  }
  return row[right.length]!;
}

/**
 * How far what was sent agrees with the draft, 0..1: 1 = the same words in the same order, 0 = none in common. It is
 * ROUGE-L with equal weight for both sides, F = 2·LCS(a, b) / (|a| + |b|) over tokens (C.-Y. Lin, "ROUGE: A Package for
 * Automatic Evaluation of Summaries", 2004), so it is symmetric and needs no dictionary of any language. Texts without a
 * single word or number, such as emoji alone, agree when they are the same.
 */
export function agreement(draft: string, sent: string): number {
  const [left, right] = [tokensOf(draft), tokensOf(sent)];
  if (left.length + right.length === 0) return draft.trim() === sent.trim() ? 1 : 0;
  return (2 * commonLength(left, right)) / (left.length + right.length);
}
