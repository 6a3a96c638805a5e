import type { SafetyLevel, SafetySignal } from "../messaging/number-safety";
import type { Tone } from "./connection-status";
import type { Translate } from "./translate";

const TONES: Record<SafetyLevel, Tone> = { good: "success", watch: "attention", slowed: "attention", paused: "danger" };

/** A level of number safety in words: what it means and what Parley does about it. */
export const safetyWords = (t: Translate, level: SafetyLevel): { title: string; tone: Tone; detail: string } => ({
  title: t(`connection.safety.levels.${level}.title`),
  tone: TONES[level],
  detail: t(`connection.safety.levels.${level}.detail`),
});

const SIGNALS = {
  "New contacts": "newContacts",
  Answers: "answers",
  Bursts: "bursts",
  "Same text": "sameText",
  Failures: "failures",
} as const satisfies Record<SafetySignal["name"], string>;

/** What a sign is called. */
export const signalName = (t: Translate, signal: SafetySignal["name"]): string =>
  t(`connection.safety.signals.${SIGNALS[signal]}.name`);

/** What was counted, in a sentence. */
export function signalWords(t: Translate, { name, counted }: Pick<SafetySignal, "name" | "counted">): string {
  // Of the two that are about contacts.
  if (counted.contacts === 0) return t("connection.safety.nobody");
  if (name === "New contacts" && counted.fresh === 0) return t("connection.safety.noNewContacts", counted);
  if (name === "New contacts" && counted.unasked === 0) return t("connection.safety.allHadAsked", counted);
  return t(`connection.safety.signals.${SIGNALS[name]}.words`, counted);
}

/** What to do about a sign that takes points off. */
export const safetyAdvice = (t: Translate, signal: SafetySignal["name"]): string =>
  t(`connection.safety.signals.${SIGNALS[signal]}.advice`);
