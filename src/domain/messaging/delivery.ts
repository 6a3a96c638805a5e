import { type BackoffSettings, backoffMs } from "./backoff";
import { mediaFileName } from "./media-name";
import { isFileKind, type MessageKind } from "./message";
import type { OutboxStatus } from "./outbox";
import { chatKindOf } from "./whatsapp-ids";

export interface DeliveryTiming {
  /** A claim is acted on within this time or not at all, so that no send is begun when its echo is no longer awaited. */
  claimGoodForMs: number;
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
  claimGoodForMs: 5000,
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
  chatId: string;
  /** Null: a person wrote it, or it confirms an opt-out; it goes whoever answers now. */
  ownershipEpoch: number | null;
  conversationEpoch: number;
  /** The contact asked for no more automatic messages. */
  isOptedOut: boolean;
  /** Anything in this conversation ever came from the other side. */
  hasCustomerWritten: boolean;
  /** The conversation is a group's, and the account answers in groups. */
  isAnsweredGroup: boolean;
  nextAttemptAt: Date;
  expiresAt: Date;
}

/** `end`: it does not go out, and why is told in DELIVERY_WORDS. */
export type DeliveryStep =
  | { type: "send" | "look_for_echo" | "wait" | "none" }
  | { type: "end"; status: "cancelled" | "expired" | "failed"; why: keyof typeof DELIVERY_WORDS };

/**
 * What to do next with a reply. In doubt whether it went out, the echo is looked for before anything else, even when it
 * would be cancelled or has expired: the inbox must tell what the customer really got.
 */
export function nextDeliveryStep(row: OutgoingState, now: Date): DeliveryStep {
  const isDue = row.nextAttemptAt <= now;
  if (row.status === "sending" || row.status === "unknown") return { type: isDue ? "look_for_echo" : "wait" };
  if (row.status !== "queued") return { type: "none" };
  if (row.expiresAt <= now) return { type: "end", status: "expired", why: "expired" };
  const isBots = row.ownershipEpoch !== null;
  if (isBots && row.isOptedOut) return { type: "end", status: "cancelled", why: "opted_out" };
  if (isBots && row.ownershipEpoch !== row.conversationEpoch)
    return { type: "end", status: "cancelled", why: "person_took_over" };
  if (!isAllowedChat(row)) return { type: "end", status: "failed", why: "not_direct" };
  if (isBots && !row.hasCustomerWritten) return { type: "end", status: "failed", why: "never_wrote" };
  return { type: isDue ? "send" : "wait" };
}

/** The send guard: one person's chat, or a group that the account answers in. Status, newsletters, broadcasts never. */
function isAllowedChat({ chatId, isAnsweredGroup }: Pick<OutgoingState, "chatId" | "isAnsweredGroup">): boolean {
  const kind = chatKindOf(chatId);
  return kind === "direct" || (kind === "group" && isAnsweredGroup);
}

export type Retry = { retry: true; afterMs: number } | { retry: false };

/** Whether a reply that certainly did not go out is tried again. `attempts` counts the one that just failed. */
export function retryAfterFailure(attempts: number, random: number, timing: DeliveryTiming): Retry {
  return attempts >= timing.maxAttempts
    ? { retry: false }
    : { retry: true, afterMs: backoffMs(attempts, random, timing.backoff) };
}

/** An echo that has not come by now will not: the send may be tried again. `transferMs`: see fileTransferMs. */
export const isEchoCertainlyAbsent = (
  sendingSince: Date,
  now: Date,
  timing: Pick<DeliveryTiming, "echoGraceMs" | "sendMs">,
  transferMs = 0,
): boolean =>
  now.getTime() - sendingSince.getTime() >= timing.echoGraceMs + (transferMs > 0 ? timing.sendMs + transferMs : 0);

/** Bytes that a slow line carries in a millisecond: half a megabit a second. */
const SLOWEST_BYTES_PER_MS = 64;

/** How much longer a message takes because of its file: it has to be carried to WhatsApp before the message is there. */
export const fileTransferMs = (sizeBytes: number): number => Math.ceil(sizeBytes / SLOWEST_BYTES_PER_MS);

/** WhatsApp trims and normalises what it is given; two texts that differ only so are the same message. */
export const echoText = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();

/** Of the file that a reply carries. */
export interface OutgoingFile {
  sizeBytes: number | null;
  fileName: string | null;
  mimeType: string | null;
}

/** A reply that was handed to the driver, the last time then. */
export interface Attempt {
  kind: MessageKind;
  body: string;
  status: OutboxStatus;
  sendingSince: Date;
  /** Null without one. */
  file: OutgoingFile | null;
}

/** `fileName`: of a document, as WhatsApp tells it. */
export interface SeenMessage {
  kind: MessageKind;
  body: string;
  sentAt: Date;
  fileName?: string | undefined;
}

/**
 * Whether a message seen in the chat is what was handed to the driver then, by text and time; a file by its kind and the
 * words under it, because WhatsApp makes another file of a picture. Most files have no words, so one counts only for as
 * long as it may have gone out: what the owner sends later is theirs.
 */
export function isEchoOf(attempt: Attempt, seen: SeenMessage, timing: EchoTiming): boolean {
  const isFile = isFileKind(attempt.kind);
  const isSameKind = isFile ? seen.kind === attempt.kind : !isFileKind(seen.kind);
  return (
    isSameKind &&
    echoText(attempt.body) === echoText(seen.body) &&
    seen.sentAt.getTime() >= attempt.sendingSince.getTime() - timing.clockSkewMs &&
    (!isFile || (mayBeThisFile(attempt, seen) && seen.sentAt.getTime() <= fileEchoUntil(attempt, timing)))
  );
}

type EchoTiming = Pick<DeliveryTiming, "clockSkewMs" | "sendMs" | "echoGraceMs">;

const MAY_GO_OUT: readonly OutboxStatus[] = ["queued", "sending", "unknown"];

function mayBeThisFile({ kind, status, file }: Attempt, { fileName }: SeenMessage): boolean {
  if (!MAY_GO_OUT.includes(status)) return false;
  if (kind !== "document" || !file?.fileName || !fileName) return true;
  return fileName === mediaFileName({ ...file, kind });
}

const fileEchoUntil = ({ sendingSince, file }: Attempt, { clockSkewMs, sendMs, echoGraceMs }: EchoTiming): number =>
  sendingSince.getTime() + sendMs + fileTransferMs(file?.sizeBytes ?? 0) + echoGraceMs + clockSkewMs;

/** For people: why a reply did not go out. */
export const DELIVERY_WORDS = {
  failed: "WhatsApp refused it several times. Send it again, or write from the phone.",
  unconfirmed: "WhatsApp never confirmed it, and it is not in the chat. Send it again, or write from the phone.",
  expired: "It could not be sent for a day, so it was given up. Send it again, or write from the phone.",
  person_took_over: "Not sent, because a person took over.",
  file_missing: "The file is no longer here, so it could not be sent.",
  not_direct: "Only chats with one person get replies.",
  opted_out: "Not sent, because the customer asked for no more automatic messages.",
  never_wrote: "Not sent, because this customer has never written. The bot only answers.",
} as const;
