import { isFixedReply } from "@/domain/agent/back-at";
import {
  type HeldLevel,
  levelAfter,
  type SafetyLevel,
  type SafetySignal,
  scoreSafety,
  throttleOf,
} from "@/domain/messaging/number-safety";
import { limitsOf, type SendingLimits, throttled } from "@/domain/messaging/sending-limits";
import type { Database } from "@/server/db/client";
import { findNumber, loadStatistics } from "./safety-queries";

export interface Safety extends HeldLevel {
  /** 0 (stop) to 100 (nothing to see). */
  score: number;
  signals: SafetySignal[];
  /** What the bot may send now: by how long the number has been linked, less what the level takes off. */
  limits: SendingLimits;
  sentLastHour: number;
  /** Since when the number is linked; null while it never was. */
  linkedAt: Date | null;
  /** As it was when the sender last looked. */
  written: HeldLevel;
}

/** How safe the number is right now, by what was sent from it. Reads only. */
export async function assessSafety(db: Database, accountId: string, now: Date): Promise<Safety> {
  const number = await findNumber(db, accountId);
  const { sameTexts, sentLastHour, ...counts } = await loadStatistics(db, accountId, now);
  const name = number?.accountName ?? "";
  const linkedAt = number?.linkedAt ?? null;
  const usual = limitsOf(linkedAt, now);
  const { score, signals } = scoreSafety(
    { ...counts, sameTexts: sameTexts.map(({ text, messages }) => ({ messages, isFixed: isFixedReply(text, name) })) },
    usual,
  );
  const written: HeldLevel = { level: number?.level ?? "good", since: number?.since ?? null };
  const held = levelAfter(written, score, now);
  const limits = throttled(usual, throttleOf(held.level, score));
  return { ...held, score, signals, limits, sentLastHour, linkedAt, written };
}

export interface DescribedSafety {
  score: number;
  level: SafetyLevel;
  /** What was counted, and the points each takes off the score. */
  signals: SafetySignal[];
  limits: SendingLimits;
  sentLastHour: number;
  /** Since when the level holds; since the number was linked when it has never been another one. */
  since: Date;
}

/** What the page of the connection shows. */
export async function describeSafety(
  db: Database,
  { accountId, now }: { accountId: string; now: Date },
): Promise<DescribedSafety> {
  const { score, level, signals, limits, sentLastHour, since, linkedAt } = await assessSafety(db, accountId, now);
  return { score, level, signals, limits, sentLastHour, since: since ?? linkedAt ?? now };
}
