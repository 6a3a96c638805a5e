import type { Action, Condition, RuleDefinition, Trigger } from "../automation/rule";
import { PREVIEW_KINDS } from "../messaging/content";
import type { MessageKind } from "../messaging/message";
import { languageNames } from "./reading";

/** How rules are told in one sentence; the builder asks in the same words. */
export const TRIGGER_LABELS: Record<Trigger["kind"], string> = {
  keyword: "A message has a word",
  contains: "A message contains a text",
  regex: "A message matches a pattern",
  message: "Any message comes in",
  first_message: "A customer writes for the first time",
  away: "A message comes in outside business hours",
  language: "A message is in a language",
  media: "A message is a photo, a file …",
  tag: "A customer with a tag writes",
  handoff: "The bot hands over to a person",
  no_reply: "Nobody writes back for a while",
  schedule: "A time of day comes",
};

export const CONDITION_LABELS: Record<Condition["kind"], string> = {
  hours: "Business hours",
  field: "What is known of the customer",
  tag: "The customer's tags",
  state: "Whether a person is waited for",
  count: "How often",
};

export const ACTION_LABELS: Record<Action["kind"], string> = {
  send_text: "Send a text",
  send_file: "Send a file",
  add_tag: "Add a tag",
  remove_tag: "Take a tag away",
  set_field: "Note something about the customer",
  hand_off: "Ask for a person",
  pause_bot: "Keep the bot out",
  start_form: "Start a form",
  webhook: "Call another system",
  assign: "Say who looks after it",
  close: "Close the conversation",
};

export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const quoted = (texts: readonly string[]) =>
  new Intl.ListFormat("en-GB", { type: "disjunction" }).format(texts.map((text) => `“${text}”`));

/** "text", "photo or document". */
const kindsWords = (kinds: readonly MessageKind[]) =>
  new Intl.ListFormat("en-GB", { type: "disjunction" }).format(
    kinds.map((kind) => (PREVIEW_KINDS[kind] || "Text").toLowerCase()),
  );

/** "5 minutes", "2 hours", "a day". */
export function minutesWords(minutes: number): string {
  const [count, unit] =
    minutes % 1440 === 0 ? [minutes / 1440, "day"] : minutes % 60 === 0 ? [minutes / 60, "hour"] : [minutes, "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** After "When": "a message has the word “price”". */
export function triggerWords(trigger: Trigger): string {
  switch (trigger.kind) {
    case "keyword":
      return `a message has the word ${quoted(trigger.words)}`;
    case "contains":
      return `a message contains ${quoted(trigger.texts)}`;
    case "regex":
      return `a message matches the pattern ${trigger.pattern}`;
    case "message":
      return "any message comes in";
    case "first_message":
      return "a customer writes for the first time";
    case "away":
      return "a message comes in outside business hours";
    case "language":
      return `a message is in ${languageNames(trigger.languages, "en")}`;
    case "media":
      return `a message is a ${kindsWords(trigger.kinds)}`;
    case "tag":
      return `a customer with the tag “${trigger.tag}” writes`;
    case "handoff":
      return "the bot hands over to a person";
    case "no_reply":
      return trigger.from === "customer"
        ? `the customer doesn't write back for ${minutesWords(trigger.minutes)}`
        : `a person is waited for and nobody writes for ${minutesWords(trigger.minutes)}`;
    case "schedule":
      return `it is ${trigger.at} on ${weekdaysWords(trigger.weekdays)}`;
  }
}

/** "every day", "Monday to Friday", "Monday and Sunday". */
export function weekdaysWords(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  if (days.length === 7) return "every day";
  const isRow = days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1);
  const names = days.map((day) => WEEKDAYS[day] ?? "");
  if (isRow && names.length > 2) return `${names[0]} to ${names.at(-1)}`;
  return new Intl.ListFormat("en-GB").format(names);
}

const FIELD_TESTS = {
  is: (value: string) => `is “${value}”`,
  is_not: (value: string) => `isn't “${value}”`,
  contains: (value: string) => `contains “${value}”`,
  is_set: () => "is known",
  is_empty: () => "isn't known",
};

/** After "and": "it is outside business hours". */
export function conditionWords(condition: Condition): string {
  switch (condition.kind) {
    case "hours":
      return condition.is === "open" ? "it is within business hours" : "it is outside business hours";
    case "field":
      return `the field “${condition.field}” ${FIELD_TESTS[condition.test](condition.value)}`;
    case "tag":
      return condition.has
        ? `the customer has the tag “${condition.tag}”`
        : `the customer doesn't have the tag “${condition.tag}”`;
    case "state":
      return condition.is === "waiting" ? "a person is waited for" : "no person is waited for";
    case "count":
      return countWords(condition);
  }
}

function countWords({ of, test, value, withinHours }: Condition & { kind: "count" }): string {
  if (of === "messages")
    return `the customer has written ${test === "at_least" ? "at least" : "at most"} ${value} messages`;
  const when = withinHours === null ? "" : ` in ${minutesWords(withinHours * 60)}`;
  if (test === "at_most" && value === 0)
    return withinHours === null ? "it has never acted for this customer" : `it hasn't acted for this customer${when}`;
  return `it has acted ${test === "at_least" ? "at least" : "at most"} ${value} times for this customer${when}`;
}

/** "send “Hello”". @param names of forms and files, by id */
export function actionWords(action: Action, names: ReadonlyMap<string, string>): string {
  switch (action.kind) {
    case "send_text":
      return `send “${action.text}”`;
    case "send_file": {
      const name = names.get(action.fileId) ?? "a file that is gone";
      return action.caption === "" ? `send ${name}` : `send ${name} with “${action.caption}”`;
    }
    case "add_tag":
      return `add the tag “${action.tag}”`;
    case "remove_tag":
      return `take the tag “${action.tag}” away`;
    case "set_field":
      return `note “${action.value}” as ${action.field}`;
    case "hand_off":
      return "ask for a person";
    case "pause_bot":
      return action.minutes === null
        ? "keep the bot out until it is given back"
        : `keep the bot out for ${minutesWords(action.minutes)}`;
    case "start_form":
      return `start the form “${names.get(action.formId) ?? "that is gone"}”`;
    case "webhook":
      return `call ${URL.canParse(action.url) ? new URL(action.url).hostname : action.url}`;
    case "assign":
      return "give it to somebody of the team";
    case "close":
      return "close the conversation";
  }
}

/** The whole rule: "When a message has the word “price” and it is outside business hours, send “…”. Nothing else answers." */
export function ruleWords(
  { trigger, conditions, actions, flow }: RuleDefinition,
  names: ReadonlyMap<string, string>,
): string {
  const when = [triggerWords(trigger), ...conditions.map(conditionWords)].join(" and ");
  const steps = new Intl.ListFormat("en-GB").format(actions.map((action) => actionWords(action, names)));
  const isOfTime = trigger.kind === "handoff" || trigger.kind === "no_reply" || trigger.kind === "schedule";
  const then = isOfTime ? "" : flow === "stop" ? " Nothing else answers." : " Then the bot answers.";
  // A text that ends with a full stop ends the sentence.
  return `When ${when}, ${steps}${/[.!?]”$/.test(steps) ? "" : "."}${then}`;
}
