import type { Passage } from "../knowledge/passage";

/** How many of the passages that retrieval liked best a model is asked to order. */
export const RERANKED_PASSAGES = 12;

/**
 * The passages in the order that a model gave them, each with its place by score and by the model. Only what was
 * retrieved is ever in it: indexes of nothing and repeated ones don't count, and what the model didn't name follows by
 * its score. Undefined when it named none of them.
 * @param passages by score, the best first
 * @param order indexes into them, the best first
 */
export function rerank(passages: readonly Passage[], order: readonly number[]): Passage[] | undefined {
  const named = [...new Set(order)].filter((index) => passages[index] !== undefined);
  if (named.length === 0) return undefined;
  const placeOf = new Map(named.map((index, position) => [index, position + 1]));
  const others = [...passages.keys()].filter((index) => !placeOf.has(index));
  return [...named, ...others].flatMap((index) => {
    const passage = passages[index];
    return passage ? [{ ...passage, places: { byScore: index + 1, byModel: placeOf.get(index) ?? null } }] : [];
  });
}
