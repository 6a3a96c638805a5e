import type { Attention, AttentionKind, SetUpStep } from "../home/home";
import type { Translate } from "./translate";
import { formatMilliseconds } from "./unit";

interface AttentionPlace {
  /** The page where it is done. */
  segment: "connection" | "inbox" | "knowledge";
  /** What of the page is shown, as a query, or the page below it. */
  query?: string;
}

interface AttentionWords extends AttentionPlace {
  says: string;
  /** What the link to the page says. */
  action: string;
}

const WAITING = "?filter=waiting";

const PLACES: Record<AttentionKind, AttentionPlace> = {
  unlinked: { segment: "connection" },
  stopped: { segment: "connection" },
  unreachable: { segment: "connection" },
  waiting: { segment: "inbox", query: WAITING },
  drafts: { segment: "inbox", query: WAITING },
  unsent: { segment: "inbox" },
  grave_findings: { segment: "knowledge" },
  failed_documents: { segment: "knowledge" },
  gaps: { segment: "knowledge", query: "/gaps" },
};

export const attentionWords = (t: Translate, { kind, count, urgent = 0 }: Attention): AttentionWords => ({
  ...PLACES[kind],
  says: t(`home.attention.${kind}.says`, { count, urgent }),
  action: t(`home.attention.${kind}.action`),
});

interface StepWords {
  title: string;
  detail: string;
  action: string;
  segment: "knowledge" | "connection" | "inbox" | "automations" | "team";
}

const STEP_PAGES: Record<SetUpStep, StepWords["segment"]> = {
  knowledge: "knowledge",
  link: "connection",
  answer: "inbox",
  hours: "automations",
  team: "team",
};

export const setUpWords = (t: Translate, step: SetUpStep): StepWords => ({
  title: t(`home.setUp.${step}.title`),
  detail: t(`home.setUp.${step}.detail`),
  action: t(`home.setUp.${step}.action`),
  segment: STEP_PAGES[step],
});

/** What comes next, for whoever has just done the step before. */
export const nextStepSentence = (t: Translate, step: SetUpStep): string => t(`home.setUp.${step}.whenNext`);

/** "half of the answers came within 1.4 s". */
export const answerTimeWords = (ms: number | null, locale: string): string =>
  ms === null ? "–" : formatMilliseconds(ms, locale);
