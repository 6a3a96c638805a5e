import type { ChannelSettings } from "../messaging/channel-settings";
import type { ChatKind, MessageAuthor } from "../messaging/message";
import { isFlood } from "./flood";
import type { AnswerSettings } from "./settings";
import type { IgnoreReason } from "./turn";

/** What the gate needs to know about one received message. */
export interface GateMessage {
  chatKind: ChatKind;
  sentAt: Date;
}

/** An earlier message of the conversation, oldest first, the ones being decided included. */
export interface GateHistoryEntry {
  author: MessageAuthor;
  body: string;
  sentAt: Date;
}

export interface GateConversation {
  owner: "bot" | "person";
  /** When the bot takes over again by itself; null = only when a person gives it back. */
  takeoverUntil: Date | null;
  optedOut: boolean;
  /** The last messages; enough of them for the limits of the loop and flood checks. */
  recent: readonly GateHistoryEntry[];
}

export type GateDecision = { kind: "answer" } | { kind: "ignore"; reason: IgnoreReason };

const ANSWER: GateDecision = { kind: "answer" };
const ignore = (reason: IgnoreReason): GateDecision => ({ kind: "ignore", reason });

/** A person has the conversation: until a person gives it back, or until the takeover lapses. */
export function isPersonActive(conversation: Pick<GateConversation, "owner" | "takeoverUntil">, now: Date): boolean {
  if (conversation.owner !== "person") return false;
  return conversation.takeoverUntil === null || conversation.takeoverUntil > now;
}

/**
 * Whether the bot answers the messages of one turn. Checks run from "must never be answered" to "better not", so that
 * the reason people read is the strongest one. A turn is as young as its newest message.
 */
export function decideGate(input: {
  messages: readonly GateMessage[];
  conversation: GateConversation;
  /** Without `groups` they are left alone. A group's messages reach the gate only when they mention the bot. */
  settings: Pick<AnswerSettings, "maxAnswerAgeMinutes"> & Partial<Pick<ChannelSettings, "groups">>;
  now: Date;
}): GateDecision {
  const { messages, conversation, settings, now } = input;
  const isForBot = ({ chatKind }: GateMessage) =>
    chatKind === "direct" || (chatKind === "group" && settings.groups === "when_mentioned");
  if (messages.length === 0 || !messages.every(isForBot)) return ignore("not_direct");
  if (conversation.optedOut) return ignore("opted_out");
  if (isPersonActive(conversation, now)) return ignore("person_active");
  const newest = Math.max(...messages.map((message) => message.sentAt.getTime()));
  if (now.getTime() - newest > settings.maxAnswerAgeMinutes * 60_000) return ignore("too_old");
  if (isLoop(conversation.recent, now)) return ignore("loop");
  if (isFlood(conversation.recent, now)) return ignore("flood");
  return ANSWER;
}

/** How far back the loop check looks: after that much quiet the bot answers again by itself. */
const LOOP_WINDOW_MS = 10 * 60_000;
/** More replies than this within the window help nobody, whoever is at the other end. */
const MAX_REPLIES_IN_WINDOW = 30;
/** The same text this often, with a reply of ours between each: a machine repeats itself, a person rephrases. */
const MAX_REPEATS = 3;
/** This many messages in a row, each written faster than hands can. */
const MAX_INHUMANLY_FAST = 3;
/** Characters per second; the fastest typists reach about 12 on a keyboard, fewer on a phone. */
const HUMAN_TYPING_SPEED = 20;
/** Short answers ("ok", a tapped suggestion) can come at any speed. */
const SHORT_BODY = 40;

const fold = (body: string): string =>
  body
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{P}]+/gu, " ")
    .trim();

/**
 * True when the other side looks like a bot answering ours: too many replies, the same words again and again after
 * each of our replies, or long answers faster than a person types. Looks only at the last ten minutes, so that a
 * stopped loop is not remembered for ever.
 */
export function isLoop(recent: readonly GateHistoryEntry[], now: Date): boolean {
  const from = now.getTime() - LOOP_WINDOW_MS;
  const window = recent.filter((entry) => entry.sentAt.getTime() >= from);
  if (window.filter((entry) => entry.author === "bot").length > MAX_REPLIES_IN_WINDOW) return true;

  const repeats = new Map<string, number>();
  let fastInARow = 0;
  for (const [position, entry] of window.entries()) {
    const before = window[position - 1];
    if (entry.author !== "customer" || before?.author !== "bot") continue;
    const text = fold(entry.body);
    if (text !== "") {
      const count = (repeats.get(text) ?? 0) + 1;
      repeats.set(text, count);
      if (count > MAX_REPEATS) return true;
    }
    fastInARow = isInhumanlyFast(entry, before) ? fastInARow + 1 : 0;
    if (fastInARow >= MAX_INHUMANLY_FAST) return true;
  }
  return false;
}

function isInhumanlyFast(entry: GateHistoryEntry, before: GateHistoryEntry): boolean {
  const seconds = Math.max(0, entry.sentAt.getTime() - before.sentAt.getTime()) / 1000;
  // WhatsApp's times are whole seconds: one second is added so that rounding never makes a person a machine.
  return entry.body.length > SHORT_BODY && entry.body.length / (seconds + 1) > HUMAN_TYPING_SPEED;
}
