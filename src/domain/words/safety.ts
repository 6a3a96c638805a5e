import type { SafetyLevel, SafetySignal } from "../messaging/number-safety";
import type { Tone } from "./connection";

const LEVELS: Record<SafetyLevel, { title: string; tone: Tone; detail: string }> = {
  good: {
    title: "Good",
    tone: "success",
    detail: "The number behaves as a business that answers its customers. Nothing is held back.",
  },
  watch: {
    title: "Worth watching",
    tone: "attention",
    detail: "Some of what was sent looks like a machine. Nothing is held back yet; the signs below say what to change.",
  },
  slowed: {
    title: "Slowed down",
    tone: "attention",
    detail:
      "Too much looks like a machine, so Parley sends fewer messages for now. Replies arrive later, none is lost, and the pace returns by itself as the signs fade.",
  },
  paused: {
    title: "Paused",
    tone: "danger",
    detail:
      "The number is in danger of being blocked, so the bot sends nothing for now. People of your team can still reply. It resumes by itself as the signs fade.",
  },
};

/** A level of number safety in words: what it means and what Parley does about it. */
export const safetyWords = (level: SafetyLevel) => LEVELS[level];

const ADVICE: Record<SafetySignal["name"], string> = {
  "New contacts":
    "Let people write first. A link or a QR code that opens your chat, on your site and at the counter, brings them to you.",
  Answers: "Write only what people are waiting for. Those who never answer are better left alone.",
  Bursts: "Don't send to many people at once from the phone. The bot spreads its own replies by itself.",
  "Same text": "Word messages for whoever reads them. Announcements to many don't belong on this number.",
  Failures: "WhatsApp refuses messages to people who blocked the number or don't exist. Write only to who wrote first.",
};

/** What to do about a sign that takes points off. */
export const safetyAdvice = (signal: SafetySignal["name"]): string => ADVICE[signal];
