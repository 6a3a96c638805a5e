import { explainConditions } from "./conditions";
import type { RuleContext } from "./context";
import { type Action, occasionOf, type Rule } from "./rule";
import { explainTrigger } from "./triggers";
import { renderText } from "./variables";

/** One step to be carried out, with its texts as they are sent. */
export interface PlannedAction {
  ruleId: string;
  /** Place among the rule's actions; with the rule it names the step for ever. */
  index: number;
  action: Action;
}

export interface RuleVerdict {
  ruleId: string;
  name: string;
  isMatch: boolean;
  /** For people. */
  why: string;
}

export interface RulePlan {
  actions: PlannedAction[];
  /** The rule after which nothing else answers; null: the bot does. */
  endedBy: { ruleId: string; name: string } | null;
  /** Of every rule that was looked at, in order. */
  verdicts: RuleVerdict[];
}

/** Steps after which the bot has nothing to say, whatever the rule's flow. */
const ENDS_TURN: readonly Action["kind"][] = ["pause_bot", "start_form"];

/**
 * Goes through the rules in their order, those for another occasion left out. A rule that matches adds its steps to the
 * plan; what they change (tags, fields, who is waited for) is seen by the rules after it.
 */
export function evaluateRules(rules: readonly Rule[], context: RuleContext): RulePlan {
  const plan: RulePlan = { actions: [], endedBy: null, verdicts: [] };
  let seen = context;
  for (const rule of rules) {
    if (occasionOf(rule.definition.trigger) !== context.occasion) continue;
    const verdict = judge(rule, seen);
    plan.verdicts.push({ ruleId: rule.id, name: rule.name, ...verdict });
    if (!verdict.isMatch) continue;
    const actions = actionsOf(rule, seen);
    plan.actions.push(...actions);
    seen = actions.reduce(afterAction, seen);
    const { flow } = rule.definition;
    if (flow === "stop" || actions.some(({ action }) => ENDS_TURN.includes(action.kind)))
      plan.endedBy ??= { ruleId: rule.id, name: rule.name };
    if (flow === "stop") break;
  }
  return plan;
}

function judge({ id, definition }: Rule, context: RuleContext): Pick<RuleVerdict, "isMatch" | "why"> {
  const trigger = explainTrigger(definition.trigger, context);
  if (!trigger.holds) return { isMatch: false, why: trigger.why };
  const failed = explainConditions(definition.conditions, { ...context, runs: context.runs[id] ?? [] });
  return failed === undefined ? { isMatch: true, why: trigger.why } : { isMatch: false, why: failed };
}

/** With texts filled in; a text of which nothing is left is not sent. */
function actionsOf({ id, definition }: Rule, context: RuleContext): PlannedAction[] {
  return definition.actions.flatMap((action, index): PlannedAction[] => {
    const planned = (changed: Action) => [{ ruleId: id, index, action: changed }];
    if (action.kind === "send_text") {
      const text = renderText(action.text, context.variables);
      return text === "" ? [] : planned({ ...action, text });
    }
    if (action.kind === "send_file")
      return planned({ ...action, caption: renderText(action.caption, context.variables) });
    if (action.kind === "set_field") {
      const value = renderText(action.value, context.variables);
      return planned({ ...action, value });
    }
    return action.kind === "start_form" && context.isGroup ? [] : planned(action);
  });
}

/** What the rules after it see. */
function afterAction(context: RuleContext, { action }: PlannedAction): RuleContext {
  switch (action.kind) {
    case "add_tag":
      return { ...context, tags: [...new Set([...context.tags, action.tag])] };
    case "remove_tag":
      return { ...context, tags: context.tags.filter((tag) => tag !== action.tag) };
    case "set_field": {
      const fields = { ...context.variables.fields, [action.field]: action.value };
      return { ...context, variables: { ...context.variables, fields } };
    }
    case "hand_off":
      return { ...context, isWaitingForPerson: true };
    case "close":
      return { ...context, isWaitingForPerson: false };
    default:
      return context;
  }
}
