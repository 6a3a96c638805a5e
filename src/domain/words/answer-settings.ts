import type { AnswerSettings, Topic } from "../agent/settings";
import type { Lookup, ToolSettings } from "../agent/tools/tool-settings";
import type { Tone } from "../agent/voice";
import type { AnswerDifference } from "../configuration/difference";
import type { MessageKey, Translate } from "./translate";

/** The settings as they are typed: numbers as text, because an empty or half-typed field is no number. */
export interface SettingsForm {
  persona: string;
  tone: Tone;
  instructions: string;
  greeting: string;
  signature: string;
  asksWhetherHelped: boolean;
  topics: Topic[];
  usesModel: boolean;
  model: string;
  temperature: string;
  maxOutputTokens: string;
  dailyTokens: string;
  rerank: boolean;
  sureThreshold: string;
  hedgeThreshold: string;
  maxPassages: string;
  takeoverMinutes: string;
  maxAnswerAgeMinutes: string;
  /** One in each line. */
  allowedContacts: string;
  tools: Required<ToolSettings>;
}

const typed = (value: number | undefined): string => (value === undefined ? "" : String(value));

export const toForm = (settings: AnswerSettings): SettingsForm => ({
  persona: settings.persona ?? "",
  tone: settings.tone ?? "plain",
  instructions: settings.instructions ?? "",
  greeting: settings.greeting ?? "",
  signature: settings.signature ?? "",
  asksWhetherHelped: settings.asksWhetherHelped ?? false,
  topics: settings.topics ?? [],
  usesModel: settings.usesModel ?? true,
  model: settings.model ?? "",
  temperature: typed(settings.temperature),
  maxOutputTokens: typed(settings.maxOutputTokens),
  dailyTokens: typed(settings.dailyTokens),
  rerank: settings.rerank ?? false,
  sureThreshold: typed(settings.sureThreshold),
  hedgeThreshold: typed(settings.hedgeThreshold),
  maxPassages: typed(settings.maxPassages),
  takeoverMinutes: typed(settings.takeoverMinutes),
  maxAnswerAgeMinutes: typed(settings.maxAnswerAgeMinutes),
  allowedContacts: (settings.allowedContacts ?? []).join("\n"),
  tools: { hours: false, fields: [], handOff: "", forms: [], lookups: [], ...settings.tools },
});

export const TONE_WORDS = {
  plain: "ai.tones.plain",
  warm: "ai.tones.warm",
  formal: "ai.tones.formal",
} as const satisfies Record<Tone, MessageKey>;

export const TOPIC_ACTION_WORDS = {
  hand_over: "ai.topicActions.handOver",
  decline: "ai.topicActions.decline",
} as const satisfies Record<Topic["action"], MessageKey>;

interface SettingWords {
  label: MessageKey;
  inWords: (settings: AnswerSettings) => string;
}

/** What each setting is called, and its value in words; in the order of the page. */
function settingWords(t: Translate, locale: string): readonly SettingWords[] {
  const none = t("ai.values.none");
  const comma = t("ai.values.comma");
  const semicolon = t("ai.values.semicolon");
  const number = (value: number | undefined, otherwise: MessageKey): string =>
    value === undefined ? t(otherwise) : value.toLocaleString(locale);
  const minutes = (count: number): string => t("ai.values.minutes", { count });
  const onOff = (isOn: boolean): string => t(isOn ? "ai.values.on" : "ai.values.off");
  const topicWords = ({ name, action, words }: Topic): string =>
    t("ai.values.topic", {
      name,
      action: t(TOPIC_ACTION_WORDS[action]).toLocaleLowerCase(locale),
      words: words.join(comma),
    });
  const lookupWords = ({ name, description, url, inputs }: Lookup): string =>
    t("ai.values.lookup", {
      name,
      description,
      url,
      inputs: inputs.map((input) => `${input.name}: ${input.description}`).join(comma) || t("ai.values.noInputs"),
    });
  return [
    { label: "ai.changes.persona", inWords: ({ persona }) => persona || none },
    { label: "ai.changes.tone", inWords: ({ tone = "plain" }) => t(TONE_WORDS[tone]) },
    { label: "ai.changes.instructions", inWords: ({ instructions }) => instructions || none },
    { label: "ai.changes.greeting", inWords: ({ greeting }) => greeting || t("ai.values.standard") },
    { label: "ai.changes.signature", inWords: ({ signature }) => signature || none },
    { label: "ai.changes.asksWhetherHelped", inWords: ({ asksWhetherHelped = false }) => onOff(asksWhetherHelped) },
    { label: "ai.changes.topics", inWords: ({ topics = [] }) => topics.map(topicWords).join(semicolon) || none },
    {
      label: "ai.changes.usesModel",
      inWords: ({ usesModel = true }) => t(usesModel ? "ai.values.written" : "ai.values.picked"),
    },
    { label: "ai.changes.model", inWords: ({ model }) => model || t("ai.values.standard") },
    { label: "ai.changes.temperature", inWords: ({ temperature }) => number(temperature, "ai.values.provider") },
    { label: "ai.changes.longest", inWords: ({ maxOutputTokens }) => number(maxOutputTokens, "ai.values.standard") },
    { label: "ai.changes.daily", inWords: ({ dailyTokens }) => number(dailyTokens, "ai.values.noLimit") },
    { label: "ai.changes.rerank", inWords: ({ rerank = false }) => onOff(rerank) },
    { label: "ai.changes.sure", inWords: ({ sureThreshold }) => String(sureThreshold) },
    { label: "ai.changes.hedge", inWords: ({ hedgeThreshold }) => String(hedgeThreshold) },
    { label: "ai.changes.passages", inWords: ({ maxPassages }) => String(maxPassages) },
    { label: "ai.changes.takeover", inWords: ({ takeoverMinutes }) => minutes(takeoverMinutes) },
    { label: "ai.changes.oldest", inWords: ({ maxAnswerAgeMinutes }) => minutes(maxAnswerAgeMinutes) },
    { label: "ai.changes.contacts", inWords: ({ allowedContacts = [] }) => allowedContacts.join(comma) || none },
    { label: "ai.changes.hours", inWords: ({ tools }) => onOff(tools?.hours ?? false) },
    { label: "ai.changes.fields", inWords: ({ tools }) => tools?.fields?.join(comma) || none },
    { label: "ai.changes.handOff", inWords: ({ tools }) => tools?.handOff || none },
    {
      label: "ai.changes.forms",
      // A form's name may change; what it is stays.
      inWords: ({ tools }) => tools?.forms?.map(({ formId, when }) => `${when} (${formId})`).join(semicolon) || none,
    },
    { label: "ai.changes.lookups", inWords: ({ tools }) => tools?.lookups?.map(lookupWords).join(semicolon) || none },
  ];
}

export interface SettingChange {
  label: string;
  before: string;
  after: string;
}

/** What differs between two configurations, in words. What was left out and what is its default are the same. */
export const settingChanges = (
  t: Translate,
  locale: string,
  before: AnswerSettings,
  after: AnswerSettings,
): SettingChange[] =>
  settingWords(t, locale)
    .map(({ label, inWords }) => ({ label: t(label), before: inWords(before), after: inWords(after) }))
    .filter((change) => change.before !== change.after);

export const DIFFERENCE_WORDS = {
  newly_handed_over: "ai.differences.newlyHandedOver",
  newly_answered: "ai.differences.newlyAnswered",
  other_passages: "ai.differences.otherPassages",
  reworded: "ai.differences.reworded",
  same: "ai.differences.same",
} as const satisfies Record<AnswerDifference, MessageKey>;
/** What people look at first. */
export const DIFFERENCE_ORDER: readonly AnswerDifference[] = [
  "newly_handed_over",
  "newly_answered",
  "other_passages",
  "reworded",
  "same",
];
