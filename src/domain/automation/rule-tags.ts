import type { Action, Condition, RuleDefinition, Trigger } from "./rule";

type Part = Trigger | Condition | Action;
type Tagged = Extract<Part, { tag: string }>;

const isTagged = <Some extends Part>(part: Some): part is Some & Tagged => "tag" in part;

/** Which tags a rule waits for, asks about, gives or takes away; each once. */
export function tagsOfRule({ trigger, conditions, actions }: RuleDefinition): string[] {
  const parts: Part[] = [trigger, ...conditions, ...actions];
  return [...new Set(parts.filter(isTagged).map(({ tag }) => tag))];
}

/** The rule with another tag wherever it names the first. */
export function withTagRenamed(rule: RuleDefinition, { from, to }: { from: string; to: string }): RuleDefinition {
  const renamed = <Some extends Part>(part: Some): Some =>
    isTagged(part) && part.tag === from ? { ...part, tag: to } : part;
  return {
    ...rule,
    trigger: renamed(rule.trigger),
    conditions: rule.conditions.map(renamed),
    actions: rule.actions.map(renamed),
  };
}
