import type { Action, Condition, RuleDefinition, Trigger } from "../automation/rule";

import type { MessageKind } from "../messaging/message";
import { messageKindWords } from "./conversation";
import { languageNames } from "./language-names";
import { FORMAT_LOCALES, type Language } from "./languages";
import type { MessageKey, Translate } from "./translate";
import { weekdayWords } from "./weekday";

/** How rules are told in one sentence; the builder asks in the same words. */
export const TRIGGER_LABELS = {
  keyword: "automations.triggers.labels.keyword",
  contains: "automations.triggers.labels.contains",
  regex: "automations.triggers.labels.regex",
  message: "automations.triggers.labels.message",
  first_message: "automations.triggers.labels.firstMessage",
  away: "automations.triggers.labels.away",
  language: "automations.triggers.labels.language",
  media: "automations.triggers.labels.media",
  tag: "automations.triggers.labels.tag",
  handoff: "automations.triggers.labels.handoff",
  no_reply: "automations.triggers.labels.noReply",
  schedule: "automations.triggers.labels.schedule",
} as const satisfies Record<Trigger["kind"], MessageKey>;

export const CONDITION_LABELS = {
  hours: "automations.conditions.labels.hours",
  field: "automations.conditions.labels.field",
  tag: "automations.conditions.labels.tag",
  state: "automations.conditions.labels.state",
  count: "automations.conditions.labels.count",
} as const satisfies Record<Condition["kind"], MessageKey>;

export const ACTION_LABELS = {
  send_text: "automations.actions.labels.sendText",
  send_file: "automations.actions.labels.sendFile",
  add_tag: "automations.actions.labels.addTag",
  remove_tag: "automations.actions.labels.removeTag",
  set_field: "automations.actions.labels.setField",
  hand_off: "automations.actions.labels.handOff",
  pause_bot: "automations.actions.labels.pauseBot",
  start_form: "automations.actions.labels.startForm",
  webhook: "automations.actions.labels.webhook",
  assign: "automations.actions.labels.assign",
  close: "automations.actions.labels.close",
} as const satisfies Record<Action["kind"], MessageKey>;

const listOf = (items: readonly string[], locale: Language, type: "conjunction" | "disjunction"): string =>
  new Intl.ListFormat(FORMAT_LOCALES[locale], { type }).format(items);

const quoted = (t: Translate, locale: Language, texts: readonly string[]): string =>
  listOf(
    texts.map((text) => t("automations.rule.quoted", { text })),
    locale,
    "disjunction",
  );

/** "text", "photo or document". */
const kindsWords = (t: Translate, locale: Language, kinds: readonly MessageKind[]): string =>
  listOf(
    kinds.map((kind) => (messageKindWords(t, kind) || t("automations.triggers.text")).toLocaleLowerCase(locale)),
    locale,
    "disjunction",
  );

/** "5 minutes", "2 hours", "1 day". */
export function minutesWords(t: Translate, minutes: number): string {
  if (minutes % 1440 === 0) return t("automations.time.days", { count: minutes / 1440 });
  if (minutes % 60 === 0) return t("automations.time.hours", { count: minutes / 60 });
  return t("automations.time.minutes", { count: minutes });
}

/** After "When": "a message has the word “price”". */
export function triggerWords(t: Translate, locale: Language, trigger: Trigger): string {
  switch (trigger.kind) {
    case "keyword":
      return t("automations.rule.when.keyword", { words: quoted(t, locale, trigger.words) });
    case "contains":
      return t("automations.rule.when.contains", { texts: quoted(t, locale, trigger.texts) });
    case "regex":
      return t("automations.rule.when.regex", { pattern: trigger.pattern });
    case "message":
      return t("automations.rule.when.message");
    case "first_message":
      return t("automations.rule.when.firstMessage");
    case "away":
      return t("automations.rule.when.away");
    case "language":
      return t("automations.rule.when.language", {
        languages: languageNames(trigger.languages, FORMAT_LOCALES[locale]),
      });
    case "media":
      return t("automations.rule.when.media", { kinds: kindsWords(t, locale, trigger.kinds) });
    case "tag":
      return t("automations.rule.when.tag", { tag: trigger.tag });
    case "handoff":
      return t("automations.rule.when.handoff");
    case "no_reply":
      return t(
        trigger.from === "customer" ? "automations.rule.when.customerSilent" : "automations.rule.when.teamSilent",
        { time: minutesWords(t, trigger.minutes) },
      );
    case "schedule":
      return t("automations.rule.when.schedule", {
        at: trigger.at,
        days: weekdaysWords(t, locale, trigger.weekdays),
      });
  }
}

/** "every day", "Monday to Friday", "Monday and Sunday". */
export function weekdaysWords(t: Translate, locale: Language, weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  if (days.length === 7) return t("automations.time.everyDay");
  const isRow = days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1);
  const names = days.map((day) => weekdayWords(day, locale));
  const [first = ""] = names;
  if (isRow && names.length > 2) return t("automations.time.dayRange", { first, last: names.at(-1) ?? "" });
  return listOf(names, locale, "conjunction");
}

const FIELD_TESTS = {
  is: "automations.rule.if.fieldIs",
  is_not: "automations.rule.if.fieldIsNot",
  contains: "automations.rule.if.fieldContains",
  is_set: "automations.rule.if.fieldIsSet",
  is_empty: "automations.rule.if.fieldIsEmpty",
} as const satisfies Record<(Condition & { kind: "field" })["test"], MessageKey>;

/** After "and": "it is outside business hours". */
export function conditionWords(t: Translate, condition: Condition): string {
  switch (condition.kind) {
    case "hours":
      return t(condition.is === "open" ? "automations.rule.if.within" : "automations.rule.if.outside");
    case "field":
      return t(FIELD_TESTS[condition.test], { field: condition.field, value: condition.value });
    case "tag":
      return t(condition.has ? "automations.rule.if.hasTag" : "automations.rule.if.hasNotTag", { tag: condition.tag });
    case "state":
      return t(condition.is === "waiting" ? "automations.rule.if.waiting" : "automations.rule.if.notWaiting");
    case "count":
      return countWords(t, condition);
  }
}

function countWords(t: Translate, { of, test, value, withinHours }: Condition & { kind: "count" }): string {
  const isAtLeast = test === "at_least";
  if (of === "messages")
    return t(isAtLeast ? "automations.rule.if.messagesAtLeast" : "automations.rule.if.messagesAtMost", { value });
  const isNever = !isAtLeast && value === 0;
  if (withinHours === null)
    return isNever
      ? t("automations.rule.if.neverActed")
      : t(isAtLeast ? "automations.rule.if.actedAtLeast" : "automations.rule.if.actedAtMost", { value });
  const time = minutesWords(t, withinHours * 60);
  return isNever
    ? t("automations.rule.if.notActedIn", { time })
    : t(isAtLeast ? "automations.rule.if.actedAtLeastIn" : "automations.rule.if.actedAtMostIn", { value, time });
}

/** "send “Hello”". @param names of forms and files, by id */
export function actionWords(t: Translate, action: Action, names: ReadonlyMap<string, string>): string {
  switch (action.kind) {
    case "send_text":
      return t("automations.rule.do.sendText", { text: action.text });
    case "send_file": {
      const file = names.get(action.fileId) ?? t("automations.rule.do.fileGone");
      return action.caption === ""
        ? t("automations.rule.do.sendFile", { file })
        : t("automations.rule.do.sendFileWith", { file, caption: action.caption });
    }
    case "add_tag":
      return t("automations.rule.do.addTag", { tag: action.tag });
    case "remove_tag":
      return t("automations.rule.do.removeTag", { tag: action.tag });
    case "set_field":
      return t("automations.rule.do.setField", { field: action.field, value: action.value });
    case "hand_off":
      return t("automations.rule.do.handOff");
    case "pause_bot":
      return action.minutes === null
        ? t("automations.rule.do.pauseBot")
        : t("automations.rule.do.pauseBotFor", { time: minutesWords(t, action.minutes) });
    case "start_form": {
      const name = names.get(action.formId);
      return name === undefined ? t("automations.rule.do.startGoneForm") : t("automations.rule.do.startForm", { name });
    }
    case "webhook":
      return t("automations.rule.do.webhook", {
        system: URL.canParse(action.url) ? new URL(action.url).hostname : action.url,
      });
    case "assign":
      return t("automations.rule.do.assign");
    case "close":
      return t("automations.rule.do.close");
  }
}

/** The whole rule: "When a message has the word “price” and it is outside business hours, send “…”. Nothing else answers." */
export function ruleWords(
  t: Translate,
  locale: Language,
  { trigger, conditions, actions, flow }: RuleDefinition,
  names: ReadonlyMap<string, string>,
): string {
  const when = [triggerWords(t, locale, trigger), ...conditions.map((condition) => conditionWords(t, condition))];
  const steps = listOf(
    actions.map((action) => actionWords(t, action, names)),
    locale,
    "conjunction",
  );
  const sentence = t("automations.rule.sentence", {
    when: when.join(t("automations.rule.and")),
    steps,
    // A text that ends with a full stop ends the sentence.
    ended: /[.!?؟][”»]$/u.test(steps) ? "yes" : "no",
  });
  const isOfTime = trigger.kind === "handoff" || trigger.kind === "no_reply" || trigger.kind === "schedule";
  if (isOfTime) return sentence;
  return `${sentence} ${t(flow === "stop" ? "automations.rule.nothingElse" : "automations.rule.thenTheBot")}`;
}
