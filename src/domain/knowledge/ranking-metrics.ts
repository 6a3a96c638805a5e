export interface RankingMetrics {
  n: number;
  recallAt1: number;
  recallAt3: number;
  recallAt5: number;
  recallAt10: number;
  mrrAt10: number;
}

/** From the rank (1-based) of the right passage for each question, null = not found. Rounded to four digits. */
export function rankingMetrics(ranks: readonly (number | null)[]): RankingMetrics {
  const n = ranks.length;
  const share = (sum: number) => (n === 0 ? 0 : Math.round((sum / n) * 10_000) / 10_000);
  const recallAt = (k: number) => share(ranks.filter((rank) => rank !== null && rank <= k).length);
  const reciprocals = ranks.reduce<number>((sum, rank) => sum + (rank !== null && rank <= 10 ? 1 / rank : 0), 0);
  return {
    n,
    recallAt1: recallAt(1),
    recallAt3: recallAt(3),
    recallAt5: recallAt(5),
    recallAt10: recallAt(10),
    mrrAt10: share(reciprocals),
  };
}
