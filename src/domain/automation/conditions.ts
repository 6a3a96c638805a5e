import type { RuleContext } from "./context";
import { foldCase } from "./fold";
import { isOpen } from "./hours";
import type { Condition } from "./rule";

/** With the runs of the one rule that is looked at. */
type ConditionContext = Omit<RuleContext, "runs"> & { runs: readonly Date[] };

/** Why the first condition that doesn't hold doesn't, in words; undefined when all hold. */
export function explainConditions(conditions: readonly Condition[], context: ConditionContext): string | undefined {
  for (const condition of conditions) {
    const why = whyNot(condition, context);
    if (why !== undefined) return why;
  }
  return undefined;
}

function whyNot(condition: Condition, context: ConditionContext): string | undefined {
  switch (condition.kind) {
    case "hours": {
      // Without hours it is always open.
      const open = context.hours === null || isOpen(context.hours, context.now);
      if (open === (condition.is === "open")) return undefined;
      return open ? "It was within business hours." : "It was outside business hours.";
    }
    case "field":
      return fieldHolds(condition, context.variables.fields[condition.field] ?? "")
        ? undefined
        : `The field “${condition.field}” is another one.`;
    case "tag":
      if (context.tags.includes(condition.tag) === condition.has) return undefined;
      return condition.has
        ? `The customer doesn't have the tag “${condition.tag}”.`
        : `The customer has the tag “${condition.tag}”.`;
    case "state":
      if (context.isWaitingForPerson === (condition.is === "waiting")) return undefined;
      return context.isWaitingForPerson ? "A person is waited for." : "No person is waited for.";
    case "count": {
      const count = condition.of === "messages" ? context.messageCount : runsWithin(condition.withinHours, context);
      if (condition.test === "at_least" ? count >= condition.value : count <= condition.value) return undefined;
      return condition.of === "messages" ? writtenWords(count) : actedWords(count);
    }
  }
}

const writtenWords = (count: number): string =>
  count === 1 ? "The customer has written 1 message." : `The customer has written ${count} messages.`;

const actedWords = (count: number): string =>
  count === 1 ? "The rule has acted once for this customer." : `The rule has acted ${count} times for this customer.`;

function runsWithin(hours: number | null, { runs, now }: ConditionContext): number {
  if (hours === null) return runs.length;
  return runs.filter((run) => run.getTime() > now.getTime() - hours * 3_600_000).length;
}

function fieldHolds({ test, value }: Condition & { kind: "field" }, actual: string): boolean {
  const [wanted, is] = [foldCase(value).trim(), foldCase(actual).trim()];
  switch (test) {
    case "is":
      return is === wanted;
    case "is_not":
      return is !== wanted;
    case "contains":
      return wanted !== "" && is.includes(wanted);
    case "is_set":
      return is !== "";
    case "is_empty":
      return is === "";
  }
}
