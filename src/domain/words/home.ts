import type { Attention, AttentionKind, SetUpStep } from "../home/home";
import { formatMilliseconds } from "./answer";
import type { Translate } from "./translate";

interface AttentionWords {
  says: (attention: Attention) => string;
  /** What the link to the page says. */
  action: string;
  /** The page where it is done. */
  segment: "connection" | "inbox" | "knowledge";
  /** What of the page is shown, as a query, or the page below it. */
  query?: string;
}

const WAITING = "?filter=waiting";

const many = (count: number, one: string, more: string) => `${count.toLocaleString("en")} ${count === 1 ? one : more}`;

const ATTENTION: Record<AttentionKind, AttentionWords> = {
  unlinked: {
    says: () => "The phone is unlinked, so customers get no answers.",
    action: "Link it again",
    segment: "connection",
  },
  stopped: {
    says: () => "The number is switched off, so customers get no answers.",
    action: "Switch it on",
    segment: "connection",
  },
  unreachable: {
    says: () => "WhatsApp can't be reached, so customers get no answers.",
    action: "See what to do",
    segment: "connection",
  },
  waiting: {
    says: ({ count, urgent = 0 }) =>
      `${many(count, "customer waits", "customers wait")} for a person${urgent > 0 ? `, ${urgent.toLocaleString("en")} with high priority` : ""}.`,
    action: "Answer",
    segment: "inbox",
    query: WAITING,
  },
  drafts: {
    says: ({ count }) => `${many(count, "draft waits", "drafts wait")} to be looked at.`,
    action: "Look",
    segment: "inbox",
    query: WAITING,
  },
  unsent: {
    says: ({ count }) => `${many(count, "message", "messages")} couldn't be sent in the last three days.`,
    action: "See the inbox",
    segment: "inbox",
  },
  grave_findings: {
    says: ({ count }) => `${many(count, "place in the documents", "places in the documents")} may mislead customers.`,
    action: "See them",
    segment: "knowledge",
  },
  failed_documents: {
    says: ({ count }) => `${many(count, "document", "documents")} couldn't be read.`,
    action: "See why",
    segment: "knowledge",
  },
  gaps: {
    says: ({ count }) => `${many(count, "question", "questions")} of customers that the bot can't answer well.`,
    action: "Answer once for all",
    segment: "knowledge",
    query: "/gaps",
  },
};
export const attentionWords = (kind: AttentionKind): AttentionWords => ATTENTION[kind];

interface StepWords {
  title: string;
  detail: string;
  action: string;
  segment: "knowledge" | "connection" | "inbox" | "automations" | "team";
}

const STEPS: Record<SetUpStep, StepWords> = {
  knowledge: {
    title: "Give the bot something to know",
    detail: "A price list, a handbook, a page of your site. It answers from them and from nothing else.",
    action: "Add documents",
    segment: "knowledge",
  },
  link: {
    title: "Link your WhatsApp number",
    detail: "Scan a code with the phone, as for WhatsApp on a computer.",
    action: "Link the number",
    segment: "connection",
  },
  answer: {
    title: "See it answer",
    detail: "Write to your number from another phone, as a customer would.",
    action: "Open the inbox",
    segment: "inbox",
  },
  hours: {
    title: "Say when you are open",
    detail: "Who is handed to a person outside these hours is told when somebody is back.",
    action: "Set the hours",
    segment: "automations",
  },
  team: {
    title: "Invite your team",
    detail: "Operators answer customers, admins set up the bot, viewers look on.",
    action: "Invite somebody",
    segment: "team",
  },
};
export const setUpWords = (step: SetUpStep): StepWords => STEPS[step];

/** What comes next, for whoever has just done the step before. */
export function nextStepSentence(step: SetUpStep): string {
  if (step === "knowledge")
    return "Next: give the bot something to answer from. Until then it hands every question to a person.";
  const { title, detail } = STEPS[step];
  return `Next: ${title.charAt(0).toLowerCase()}${title.slice(1)}. ${detail}`;
}

/** "half of the answers came within 1.4 s". */
export const answerTimeWords = (t: Translate, ms: number | null, locale: string): string =>
  ms === null ? "–" : formatMilliseconds(t, ms, locale);
