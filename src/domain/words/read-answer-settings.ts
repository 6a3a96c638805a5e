import { type AnswerSettings, chosenSettingsSchema } from "../agent/settings";
import type { SettingsForm } from "./answer-settings";
import type { Translate } from "./translate";

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
export function readForm(
  t: Translate,
  form: SettingsForm,
): {
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
    message: code === "invalid_type" ? t("ai.editor.writeNumber") : message,
  }));
  return { settings: null, problems };
}
