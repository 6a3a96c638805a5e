/** "75 %": a share of 0..1 as whole percent. All of it and none of it are said only when that is so. */
export function shareWords(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return "99 %";
  if (percent === 0 && share > 0) return "1 %";
  return `${percent} %`;
}

interface MeasuredTopic {
  count: number;
  unchangedCount: number;
  agreement: number;
}

/** All topics as one: what the title above the table says. Null without any. */
export function overallAgreement(topics: readonly MeasuredTopic[]): MeasuredTopic | null {
  const count = topics.reduce((sum, topic) => sum + topic.count, 0);
  if (count === 0) return null;
  const unchangedCount = topics.reduce((sum, topic) => sum + topic.unchangedCount, 0);
  const agreement = topics.reduce((sum, topic) => sum + topic.agreement * topic.count, 0) / count;
  return { count, unchangedCount, agreement };
}

/** "Your team sent 3 of 4 drafts unchanged." */
export function unchangedWords({ count, unchangedCount }: Pick<MeasuredTopic, "count" | "unchangedCount">): string {
  const drafts = count === 1 ? "the only draft" : `${count.toLocaleString("en")} drafts`;
  if (unchangedCount === count) return `Your team sent ${count === 1 ? drafts : `all ${drafts}`} unchanged.`;
  if (unchangedCount === 0)
    return count === 1
      ? "Your team didn't send the only draft unchanged."
      : `Your team sent none of the ${drafts} unchanged.`;
  return `Your team sent ${unchangedCount.toLocaleString("en")} of ${drafts} unchanged.`;
}
