import { OTHER_TOPICS } from "../agent/shadow";
import type { Translate } from "./translate";

/** "75 %": a share of 0..1 as whole percent. All of it and none of it are said only when that is so. */
export function shareWords(t: Translate, share: number): string {
  const rounded = Math.round(share * 100);
  const percent = rounded === 100 && share < 1 ? 99 : rounded === 0 && share > 0 ? 1 : rounded;
  return t("ai.agreement.percent", { percent });
}

interface MeasuredTopic {
  count: number;
  unchangedCount: number;
  agreement: number;
}

/** A topic as people read it: the name of a document, or what else a draft was. */
export function topicWords(t: Translate, topic: string): string {
  const kinds = Object.keys(OTHER_TOPICS) as (keyof typeof OTHER_TOPICS)[];
  const kind = kinds.find((other) => OTHER_TOPICS[other] === topic);
  return kind ? t(`ai.agreement.otherTopics.${kind}`) : topic;
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
export function unchangedWords(
  t: Translate,
  { count, unchangedCount: unchanged }: Pick<MeasuredTopic, "count" | "unchangedCount">,
): string {
  if (count === 1) return t(unchanged === 1 ? "ai.agreement.onlyUnchanged" : "ai.agreement.onlyChanged");
  if (unchanged === count) return t("ai.agreement.allUnchanged", { count });
  if (unchanged === 0) return t("ai.agreement.noneUnchanged", { count });
  return t("ai.agreement.someUnchanged", { unchanged, count });
}
