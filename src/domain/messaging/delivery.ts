import { type BackoffSettings, backoffMs } from "./backoff";
import type { OutboxStatus } from "./outbox";

export interface DeliveryTiming {
  /** A send that says nothing for so long counts as unknown. */
  sendMs: number;
  /** Only an echo that is still missing after this time is certainly missing. */
  echoGraceMs: number;
  /** How often an unknown send is looked up until then. */
  echoLookupMs: number;
  /** Echoes carry WhatsApp's clock, which may be off from ours by this much. */
  clockSkewMs: number;
  backoff: BackoffSettings;
  maxAttempts: number;
  /** A reply nobody could send for so long would only confuse. */
  expiresAfterMs: number;
}

export const DELIVERY_TIMING: DeliveryTiming = {
  sendMs: 45_000,
  echoGraceMs: 30_000,
  echoLookupMs: 5000,
  clockSkewMs: 5 * 60_000,
  backoff: { firstMs: 2000, longestMs: 60_000 },
  maxAttempts: 5,
  expiresAfterMs: 24 * 60 * 60_000,
};

/** What of an outbox row and its conversation decides about it. */
export interface OutgoingState {
  status: OutboxStatus;
  /** Null: a person wrote it, and it goes whoever answers now. */
  ownershipEpoch: number | null;
  conversationEpoch: number;
  nextAttemptAt: Date;
  expiresAt: Date;
}

export type DeliveryStep = "send" | "look_for_echo" | "cancel" | "expire" | "wait" | "none";

/**
 * What to do next with a reply. In doubt whether it went out, the echo is looked for before anything else, even when it
 * would be cancelled or has expired: the inbox must tell what the customer really got.
 */
export function nextDeliveryStep(row: OutgoingState, now: Date): DeliveryStep {
  if (row.status === "sending" || row.status === "unknown") return row.nextAttemptAt > now ? "wait" : "look_for_echo";
  if (row.status !== "queued") return "none";
  if (row.expiresAt <= now) return "expire";
  if (row.ownershipEpoch !== null && row.ownershipEpoch !== row.conversationEpoch) return "cancel";
  return row.nextAttemptAt > now ? "wait" : "send";
}

export type Retry = { retry: true; afterMs: number } | { retry: false };

/** Whether a reply that certainly did not go out is tried again. `attempts` counts the one that just failed. */
export function retryAfterFailure(attempts: number, random: number, timing: DeliveryTiming): Retry {
  return attempts >= timing.maxAttempts
    ? { retry: false }
    : { retry: true, afterMs: backoffMs(attempts, random, timing.backoff) };
}

/** An echo that has not come by now will not: the send may be tried again. */
export const isEchoCertainlyAbsent = (sendingSince: Date, now: Date, timing: DeliveryTiming): boolean =>
  now.getTime() - sendingSince.getTime() >= timing.echoGraceMs;

/** WhatsApp trims and normalises what it is given; two texts that differ only so are the same message. */
export const echoText = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();

/** Whether a message seen in the chat is what was handed to the driver then, by text and time. */
export function isEchoOf(
  attempt: { body: string; sendingSince: Date },
  seen: { body: string; sentAt: Date },
  { clockSkewMs }: Pick<DeliveryTiming, "clockSkewMs">,
): boolean {
  return (
    echoText(attempt.body) === echoText(seen.body) &&
    seen.sentAt.getTime() >= attempt.sendingSince.getTime() - clockSkewMs
  );
}

/** For people: why a reply did not go out. */
export const DELIVERY_WORDS = {
  failed: "WhatsApp refused it several times. Send it again, or write from the phone.",
  unconfirmed: "WhatsApp never confirmed it, and it is not in the chat. Send it again, or write from the phone.",
  expired: "It could not be sent for a day, because the number was not connected.",
  person_took_over: "Not sent, because a person took over.",
  not_direct: "Only chats with one person get replies.",
} as const;
