/**
 * How likely WhatsApp is to restrict the number, judged by what was sent from it: the worse, the less the bot may send.
 * Why these signals, and where the figures come from: docs/decisions/0010.
 */
export const SAFETY_LEVELS = ["good", "watch", "slowed", "paused"] as const;
export type SafetyLevel = (typeof SAFETY_LEVELS)[number];

/** What was sent from the number, by anybody: the bot, people in the inbox, the owner on the phone. */
export interface SentStatistics {
  /** Contacts that were written to in the last 7 days. */
  contacts: number;
  /** Of them: those who had never been written to before. */
  newContacts: number;
  /** Of the new ones: those who had not written first. */
  unaskedContacts: number;
  /** Of the contacts: those who wrote something themselves in these 7 days. */
  answeringContacts: number;
  /** In the last 24 hours, as are all that follow. */
  sent: number;
  /** Most messages within 60 seconds. */
  busiestMinute: number;
  /** Texts that went to at least MIN_SAME_TEXT_CONTACTS contacts. `isFixed`: one of the bot's own set phrases. */
  sameTexts: readonly { messages: number; isFixed: boolean }[];
  /** Messages that WhatsApp refused for good. */
  failed: number;
}

/** The same words to one or two people are a coincidence. */
export const MIN_SAME_TEXT_CONTACTS = 3;
/** A thank-you is a thank-you: set phrases say little about sending by list. */
const FIXED_TEXT_WEIGHT = 0.1;
/** Answering somebody new is what the product is for; only writing to people who never asked weighs in full. */
const ASKED_CONTACT_WEIGHT = 0.25;
/** Below `none` a share says nothing, from `full` on everything: one failure of two messages is not half of all. */
const EVIDENCE = { none: 5, full: 25 };

export interface SafetySignal {
  name: "New contacts" | "Answers" | "Bursts" | "Same text" | "Failures";
  /** What was counted, by name; domain/words/safety says it. */
  counted: Readonly<Record<string, number>>;
  /** A share in 0..1; for bursts the messages of the busiest minute. */
  value: number;
  /** What it takes off the score of 100. */
  points: number;
}

interface Ramp {
  /** Harmless up to here. */
  from: number;
  /** As bad as it gets from here on. */
  to: number;
  maxPoints: number;
}

/** Together 100. Bursts are told by the limit of the bot: `from` and `to` are multiples of its replies per minute. */
const RAMPS = {
  newContacts: { from: 0.3, to: 0.9, maxPoints: 15 },
  silentContacts: { from: 0.4, to: 0.9, maxPoints: 25 },
  bursts: { from: 1, to: 3, maxPoints: 15 },
  sameText: { from: 0.4, to: 0.9, maxPoints: 20 },
  failures: { from: 0.05, to: 0.4, maxPoints: 25 },
} as const satisfies Record<string, Ramp>;

const clamp = (value: number) => Math.min(1, Math.max(0, value));
const share = (part: number, whole: number) => (whole === 0 ? 0 : clamp(part / whole));
const evidence = (count: number) => clamp((count - EVIDENCE.none) / (EVIDENCE.full - EVIDENCE.none));
const takes = (value: number, { from, to, maxPoints }: Ramp, weight = 1) =>
  Math.round(maxPoints * clamp((value - from) / (to - from)) * weight * 10) / 10;

/** The score, 0 (stop) to 100 (nothing to see), and what it is made of: 100 less the points of the signals. */
export function scoreSafety(
  sent: SentStatistics,
  limits: { perMinute: number },
): { score: number; signals: SafetySignal[] } {
  const signals = [newContacts(sent), answers(sent), bursts(sent, limits), sameText(sent), failures(sent)];
  const points = signals.reduce((sum, signal) => sum + signal.points, 0);
  return { score: Math.max(0, Math.round(100 - points)), signals };
}

function newContacts({ contacts, newContacts: fresh, unaskedContacts }: SentStatistics): SafetySignal {
  const asked = Math.max(0, fresh - unaskedContacts);
  const value = share(unaskedContacts + ASKED_CONTACT_WEIGHT * asked, contacts);
  return {
    name: "New contacts",
    counted: { contacts, fresh, unasked: unaskedContacts },
    value: share(fresh, contacts),
    points: takes(value, RAMPS.newContacts, evidence(contacts)),
  };
}

function answers({ contacts, answeringContacts }: SentStatistics): SafetySignal {
  const value = share(answeringContacts, contacts);
  return {
    name: "Answers",
    counted: { contacts, answering: answeringContacts },
    value,
    points: contacts === 0 ? 0 : takes(1 - value, RAMPS.silentContacts, evidence(contacts)),
  };
}

function bursts({ busiestMinute }: SentStatistics, { perMinute }: { perMinute: number }): SafetySignal {
  return {
    name: "Bursts",
    counted: { messages: busiestMinute, limit: perMinute },
    value: busiestMinute,
    points: takes(busiestMinute / Math.max(1, perMinute), RAMPS.bursts),
  };
}

function sameText({ sent, sameTexts }: SentStatistics): SafetySignal {
  const count = sameTexts.reduce((sum, text) => sum + text.messages * (text.isFixed ? FIXED_TEXT_WEIGHT : 1), 0);
  const value = share(count, sent);
  return {
    name: "Same text",
    counted: { percent: Math.round(value * 100) },
    value,
    points: takes(value, RAMPS.sameText, evidence(sent)),
  };
}

function failures({ sent, failed }: SentStatistics): SafetySignal {
  const tried = sent + failed;
  const value = share(failed, tried);
  return {
    name: "Failures",
    counted: { failed, tried },
    value,
    points: takes(value, RAMPS.failures, evidence(tried)),
  };
}

/** A level holds while the score is at least this. */
const LEVEL_FROM: Record<Exclude<SafetyLevel, "paused">, number> = { good: 80, watch: 60, slowed: 35 };
/** To get better the score must be that much above what the better level needs... */
const MARGIN = 5;
/** ...and the level must have held for so long: what slowed it down is still remembered by WhatsApp. */
const STAYS_MS = 30 * 60_000;
/** Slowed below this score means a quarter of the usual, above it a half. */
const QUARTER_BELOW = 45;

const levelOf = (score: number): SafetyLevel => {
  if (score >= LEVEL_FROM.good) return "good";
  if (score >= LEVEL_FROM.watch) return "watch";
  return score >= LEVEL_FROM.slowed ? "slowed" : "paused";
};
const rank = (level: SafetyLevel) => SAFETY_LEVELS.indexOf(level);

/** A level and since when it holds; null = since ever. */
export interface HeldLevel {
  level: SafetyLevel;
  since: Date | null;
}

/**
 * The level after a look at the score: worse at once, better only by a margin and after a while, so that a score that
 * wavers around a threshold does not make it flap.
 */
export function levelAfter(held: HeldLevel, score: number, now: Date): HeldLevel {
  const plain = levelOf(score);
  if (rank(plain) > rank(held.level)) return { level: plain, since: now };
  const better = levelOf(score - MARGIN);
  const hasStayed = held.since === null || now.getTime() - held.since.getTime() >= STAYS_MS;
  return rank(better) < rank(held.level) && hasStayed ? { level: better, since: now } : held;
}

/** What part of its usual limits the bot may use: 0 stops it. */
export function throttleOf(level: SafetyLevel, score: number): number {
  if (level === "paused") return 0;
  if (level !== "slowed") return 1;
  return score < QUARTER_BELOW ? 0.25 : 0.5;
}
