import { type AnswerSettings, chosenSettingsSchema, type Topic } from "../agent/settings";
import type { Lookup, ToolSettings } from "../agent/tools/tool-settings";
import type { Tone } from "../agent/voice";
import type { AnswerDifference } from "../configuration/difference";

/** The settings as they are typed: numbers as text, because an empty or half-typed field is no number. */
export interface SettingsForm {
  persona: string;
  tone: Tone;
  instructions: string;
  greeting: string;
  signature: string;
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

/** "1,000", "0.5" and "0,5" as numbers; NaN for anything else, so that the schema says what is wrong. */
function numberOf(text: string): number {
  const plain = text.trim();
  if (/^\d{1,3}([,. \u00a0]\d{3})+$/u.test(plain)) return Number(plain.replaceAll(/\D/gu, ""));
  return /^\d+(?:[.,]\d+)?$/u.test(plain) ? Number(plain.replace(",", ".")) : Number.NaN;
}

const optional = (text: string): number | undefined => (text.trim() === "" ? undefined : numberOf(text));

/** Where something is wrong with a form, as `topics.0.name`, and what, for the person who typed it. */
export type SettingsProblem = { path: string; message: string };

/** The settings a form asks for, or what is wrong with it; one of both. */
export function readForm(form: SettingsForm): {
  settings: AnswerSettings | null;
  problems: readonly SettingsProblem[];
} {
  const wishes = {
    ...form,
    temperature: optional(form.temperature),
    maxOutputTokens: optional(form.maxOutputTokens),
    dailyTokens: optional(form.dailyTokens),
    sureThreshold: numberOf(form.sureThreshold),
    hedgeThreshold: numberOf(form.hedgeThreshold),
    maxPassages: numberOf(form.maxPassages),
    takeoverMinutes: numberOf(form.takeoverMinutes),
    maxAnswerAgeMinutes: numberOf(form.maxAnswerAgeMinutes),
    allowedContacts: form.allowedContacts
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  };
  const { success, data, error } = chosenSettingsSchema.safeParse(wishes);
  if (success) return { settings: data, problems: [] };
  const problems = error.issues.map(({ path, message, code }) => ({
    path: path.join("."),
    message: code === "invalid_type" ? "Write a number." : message,
  }));
  return { settings: null, problems };
}

export const TONE_WORDS: Readonly<Record<Tone, string>> = {
  plain: "Plain and short",
  warm: "Warm, as a colleague",
  formal: "Formal and polite",
};

export const TOPIC_ACTION_WORDS: Readonly<Record<Topic["action"], string>> = {
  hand_over: "A person answers",
  decline: "The bot declines",
};

const NONE = "none";
const number = (value: number | undefined, none = NONE): string =>
  value === undefined ? none : value.toLocaleString("en");
const minutes = (value: number): string => `${value.toLocaleString("en")} min`;
const onOff = (isOn: boolean): string => (isOn ? "on" : "off");
const topicWords = ({ name, action, words }: Topic): string =>
  `${name} (${TOPIC_ACTION_WORDS[action].toLowerCase()}: ${words.join(", ")})`;

const lookupWords = ({ name, description, url, inputs }: Lookup): string =>
  `${name} (${description}; ${url}; ${inputs.map((input) => `${input.name}: ${input.description}`).join(", ") || "no inputs"})`;

/** What each setting is called, and its value in words; in the order of the page. */
const SETTINGS: readonly { label: string; inWords: (settings: AnswerSettings) => string }[] = [
  { label: "Who the bot is", inWords: ({ persona }) => persona || NONE },
  { label: "Tone", inWords: ({ tone = "plain" }) => TONE_WORDS[tone] },
  { label: "Instructions", inWords: ({ instructions }) => instructions || NONE },
  { label: "Greeting", inWords: ({ greeting }) => greeting || "the standard one" },
  { label: "Signature", inWords: ({ signature }) => signature || NONE },
  { label: "Subjects to stay away from", inWords: ({ topics = [] }) => topics.map(topicWords).join("; ") || NONE },
  {
    label: "Answers",
    inWords: ({ usesModel = true }) => (usesModel ? "written by the model" : "picked from the documents"),
  },
  { label: "Model", inWords: ({ model }) => model || "the standard one" },
  { label: "Temperature", inWords: ({ temperature }) => number(temperature, "the provider's") },
  { label: "Longest answer", inWords: ({ maxOutputTokens }) => number(maxOutputTokens, "the standard one") },
  { label: "Tokens a day", inWords: ({ dailyTokens }) => number(dailyTokens, "no limit") },
  { label: "Ordering by the model", inWords: ({ rerank = false }) => onOff(rerank) },
  { label: "Answers plainly from", inWords: ({ sureThreshold }) => String(sureThreshold) },
  { label: "Hands over below", inWords: ({ hedgeThreshold }) => String(hedgeThreshold) },
  { label: "Passages per answer", inWords: ({ maxPassages }) => String(maxPassages) },
  { label: "Stays quiet after a person", inWords: ({ takeoverMinutes }) => minutes(takeoverMinutes) },
  { label: "Oldest message answered", inWords: ({ maxAnswerAgeMinutes }) => minutes(maxAnswerAgeMinutes) },
  { label: "Links and numbers it may name", inWords: ({ allowedContacts = [] }) => allowedContacts.join(", ") || NONE },
  { label: "Looks up the business hours", inWords: ({ tools }) => onOff(tools?.hours ?? false) },
  { label: "Looks up the contact's fields", inWords: ({ tools }) => tools?.fields?.join(", ") || NONE },
  { label: "Also hands over when", inWords: ({ tools }) => tools?.handOff || NONE },
  {
    label: "Starts forms",
    // A form's name may change; what it is stays.
    inWords: ({ tools }) => tools?.forms?.map(({ formId, when }) => `${when} (${formId})`).join("; ") || NONE,
  },
  { label: "Asks other systems", inWords: ({ tools }) => tools?.lookups?.map(lookupWords).join("; ") || NONE },
];

export interface SettingChange {
  label: string;
  before: string;
  after: string;
}

/** What differs between two configurations, in words. What was left out and what is its default are the same. */
export const settingChanges = (before: AnswerSettings, after: AnswerSettings): SettingChange[] =>
  SETTINGS.map(({ label, inWords }) => ({ label, before: inWords(before), after: inWords(after) })).filter(
    (change) => change.before !== change.after,
  );

export const DIFFERENCE_WORDS: Readonly<Record<AnswerDifference, string>> = {
  newly_handed_over: "Now goes to a person",
  newly_answered: "Now answered",
  other_passages: "Another answer",
  reworded: "Other words",
  same: "The same",
};
/** What people look at first. */
export const DIFFERENCE_ORDER: readonly AnswerDifference[] = [
  "newly_handed_over",
  "newly_answered",
  "other_passages",
  "reworded",
  "same",
];
