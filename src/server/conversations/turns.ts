import { mayStartAgain } from "@/domain/agent/coalesce";
import { contactFacts } from "@/domain/agent/contact-facts/contact-facts";
import type { GateHistoryEntry } from "@/domain/agent/gate";
import { askedInParts, withHelpQuestion, withoutHelpQuestion } from "@/domain/agent/helped/help-question";
import { type AskedHelped, wasRated } from "@/domain/agent/helped/rating";
import type { EarlierTurn } from "@/domain/agent/repeated-failure";
import type { AnswerSettings } from "@/domain/agent/settings";
import { splitReply } from "@/domain/agent/split-reply";
import type { ConfidenceBand, HistoryEntry, IgnoreReason, TurnOutcome, TurnTrace } from "@/domain/agent/turn";
import { newestHistory } from "@/domain/agent/verbatim";
import type { BusinessHours } from "@/domain/automation/hours";
import type { ChannelSettings } from "@/domain/messaging/channel-settings";
import { withoutMentions } from "@/domain/messaging/content";
import type { Priority } from "@/domain/messaging/conversation";
import { hasTakeoverExpired, returnedToBot } from "@/domain/messaging/ownership";
import { getAccount } from "@/server/accounts/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { storable } from "@/server/db/storable";
import { together } from "@/server/db/together";
import {
  type ConversationKey,
  type ConversationRow,
  findConversation,
  lockConversation,
  updateConversation,
} from "./conversation-queries";
import { findIsShadowed, insertDraft, outdateWaitingDraft } from "./drafts/queries";
import {
  cancelOvertaken,
  conversationAfter,
  type Effects,
  type EffectText,
  ownershipAfter,
  queueTexts,
  settle,
} from "./effects";
import { keepFacts, listKnownFields } from "./fact-queries";
import { selectTurnsInShort } from "./handover-queries";
import { findAskedHelped, keepRating, type WrittenRating } from "./helped-queries";
import { historyEntry } from "./history";
import { assignTurn, listWaitingMessages, type WaitingMessage } from "./message-queries";
import { findLastHumanSeq, getOtherSide, insertTurn, listSaid, type SaidMessage } from "./turn-queries";

export type { ConversationKey } from "./conversation-queries";

/** Enough for the flood check: an hour's replies and what they answer (FLOOD_LIMITS). */
const RECENT_LIMIT = 130;
/** Enough to tell whether the bot helped just now. */
const EARLIER_LIMIT = 4;

/** Messages of a conversation that wait for a turn, and all that decides what comes of them. */
export interface OpenTurn {
  key: ConversationKey;
  conversation: ConversationRow;
  account: {
    name: string;
    settings: AnswerSettings;
    configVersion: number;
    groups: ChannelSettings["groups"];
    hours: BusinessHours | null;
    isShadowed: boolean;
  };
  /** In order of arrival; at least one. */
  messages: WaitingMessage[];
  /**
   * Why nothing is left to answer in them, whatever the gate says: the customer took them back, or somebody of the
   * business wrote after all of them. Null when the gate decides.
   */
  settledBy: Extract<IgnoreReason, "taken_back" | "person_active"> | null;
  optedOut: boolean;
  isGroup: boolean;
  recent: GateHistoryEntry[];
  /** What stands in the thread before these messages, the newest at the end. */
  said: readonly Pick<SaidMessage, "author" | "seq" | "turnId">[];
  /** When an answer last asked its customer whether it helped, whatever came of it; read when it is asked for. */
  askedHelped: () => Promise<AskedHelped | undefined>;
  /**
   * What was said before these messages, oldest first: since the conversation was last closed, and since what its summary
   * tells of.
   */
  history: HistoryEntry[];
  /** The turns just before this one, since the conversation was last closed, oldest first; read when they are asked for. */
  earlier: () => Promise<EarlierTurn[]>;
  /** What is known of the customer, by name; nothing of a group. */
  facts: { name: string; value: string }[];
  /** The bot's last words, when nobody but the customer has written since. */
  lastReply: string | null;
}

/** What comes of a turn. `reply` is what the customer is sent, null = nothing. */
export interface TurnDraft {
  outcome: TurnOutcome;
  /** For people: why it was ignored, handed off or automated. */
  reason: string | null;
  question: string;
  reply: string | null;
  score: number | null;
  band: ConfidenceBand | null;
  trace: TurnTrace;
  /** Of the customer (ISO 639-1), where it was told; default: unknown. */
  language?: string;
  /** In shadow mode: the reply waits for a person instead of going out; default false. */
  isHeld?: boolean;
  /** What the reply is about, for measuring how far people agree with it: see topicOf. */
  topic?: string | null;
  /** What happens beside the reply; of an ignored turn nothing does. */
  effects?: Effects;
  /** How soon somebody should look from now on; absent: as before. */
  priority?: Priority;
  /** See turns.isFinal in the schema; default false. */
  isFinal?: boolean;
  /** Said below the reply, which doesn't hold it: whether the answer helped. */
  helpQuestion?: string;
  /** What its messages say of an earlier answer. */
  rating?: WrittenRating;
}

/** The turn that is to be decided next; undefined when nothing waits. A takeover that has run out ends here. */
export async function openTurn(db: Database, key: ConversationKey, now: Date): Promise<OpenTurn | undefined> {
  const waiting = await listWaitingMessages(db, key);
  if (waiting.length === 0) return undefined;
  const [found, account, { optedOut, isGroup }, lastHumanSeq, recent, facts] = await together([
    findConversation(db, key),
    getAccount(db, key.accountId),
    getOtherSide(db, key),
    findLastHumanSeq(db, key),
    listSaid(db, key, RECENT_LIMIT),
    listKnownFields(db, key),
  ]);
  const conversation = found && (await withoutExpiredTakeover(db, found, now));
  if (!conversation) return undefined;
  const { messages, settledBy } = takeNext(waiting, lastHumanSeq);
  const own = new Set(messages.map(({ id }) => id));
  const said = recent.filter(({ id }) => !own.has(id));
  const before = said.filter(({ seq }) => seq > conversation.contextAfterSeq);
  return {
    key,
    conversation,
    account: {
      name: account.name,
      settings: account.answerSettings,
      configVersion: account.configVersion,
      groups: account.channelSettings.groups,
      hours: account.businessHours,
      isShadowed: account.isShadowed,
    },
    messages: isGroup ? messages.map((message) => ({ ...message, words: withoutMentions(message.words) })) : messages,
    settledBy,
    optedOut,
    isGroup,
    recent,
    said,
    askedHelped: () => findAskedHelped(db, key),
    history: newestHistory(
      before.filter(({ seq }) => seq > conversation.summaryThroughSeq).flatMap((message) => historyEntry(message)),
    ),
    earlier: () => readEarlier(db, key.accountId, before),
    facts: isGroup ? [] : facts,
    lastReply: lastReplyIn(before),
  };
}

function lastReplyIn(said: readonly SaidMessage[]): string | null {
  const reply = said.findLast(({ author }) => author !== "customer" && author !== "system");
  return reply ? withoutHelpQuestion(reply.body) : null;
}

/** The turns that messages belong to, oldest first, without those that only say what an answer was like. */
async function readEarlier(db: Database, accountId: string, said: readonly SaidMessage[]): Promise<EarlierTurn[]> {
  const lastAt = new Map(said.flatMap(({ turnId, sentAt }) => (turnId === null ? [] : [[turnId, sentAt] as const])));
  const turns = await selectTurnsInShort(db, { accountId, turnIds: [...lastAt.keys()].slice(-EARLIER_LIMIT) });
  return turns.flatMap((turn) => {
    const at = lastAt.get(turn.id);
    return at && !wasRated(turn) ? { ...turn, at } : [];
  });
}

/** Of what waits, what is settled already is a turn of its own; the rest is decided in the next one. */
function takeNext(waiting: WaitingMessage[], lastHumanSeq: number): Pick<OpenTurn, "messages" | "settledBy"> {
  const takenBack = waiting.filter(({ deletedAt }) => deletedAt !== null);
  if (takenBack.length > 0) return { messages: takenBack, settledBy: "taken_back" };
  const answered = waiting.filter(({ seq }) => seq < lastHumanSeq);
  if (answered.length > 0) return { messages: answered, settledBy: "person_active" };
  return { messages: waiting, settledBy: null };
}

async function withoutExpiredTakeover(
  db: Database,
  conversation: ConversationRow,
  now: Date,
): Promise<ConversationRow | undefined> {
  if (!hasTakeoverExpired(conversation, now)) return conversation;
  const key = { accountId: conversation.accountId, conversationId: conversation.id };
  return db.transaction(async (tx) => {
    const locked = await lockConversation(tx, key);
    if (!locked || !hasTakeoverExpired(locked, now)) return locked;
    const ownership = returnedToBot(locked);
    await updateConversation(tx, key, ownership);
    await publishChange(tx, { accountId: key.accountId, topic: "conversation", id: key.conversationId });
    return { ...locked, ...ownership };
  });
}

/** Thrown inside the transaction to undo it: the conversation is not any more what the draft was made for. */
class StaleTurn extends Error {
  override readonly name = "StaleTurn";
}

export interface Closing {
  now: Date;
  /** A reply is not sent when the customer wrote on while it was drafted; see mayStartAgain. */
  waitsForMore: boolean;
}

/**
 * Writes the turn, accounts for exactly its messages and hands the reply to the outbox: all of it or nothing. A turn
 * whose messages were accounted for meanwhile (the same job ran twice), edited or taken back, whose customer wrote on, or
 * whose conversation changed hands or whose account's shadow mode was switched while the draft was written, is `stale`: nothing is written, and what then waits is
 * decided anew.
 */
export async function closeTurn(
  db: Database,
  turn: OpenTurn,
  draft: TurnDraft,
  closing: Closing,
): Promise<"closed" | "stale"> {
  try {
    await db.transaction((tx) => writeTurn(tx, turn, draft, closing));
    return "closed";
  } catch (error) {
    if (error instanceof StaleTurn) return "stale";
    throw error;
  }
}

/** Whether all of them still waited and read as they did when the draft was begun. */
function isSame(drafted: WaitingMessage[], now: Awaited<ReturnType<typeof assignTurn>>): boolean {
  const current = new Map(now.map((message) => [message.id, message]));
  return drafted.every(({ id, body, deletedAt }) => {
    const message = current.get(id);
    return message?.body === body && (message.deletedAt === null) === (deletedAt === null);
  });
}

/** Whether the customer wrote more that belongs to what is being answered. The conversation is locked. */
async function wroteOn(tx: Database, { key, messages }: OpenTurn, { now, waitsForMore }: Closing): Promise<boolean> {
  const firstReceivedAt = new Date(Math.min(...messages.map(({ createdAt }) => createdAt.getTime())));
  if (!waitsForMore || !mayStartAgain(firstReceivedAt, now)) return false;
  const lastSeq = Math.max(...messages.map(({ seq }) => seq));
  return (await listWaitingMessages(tx, key)).some(({ seq }) => seq > lastSeq);
}

async function writeTurn(
  tx: Database,
  turn: OpenTurn,
  { effects = NO_EFFECTS, isHeld = false, topic = null, priority, helpQuestion, rating, ...drafted }: TurnDraft,
  closing: Closing,
) {
  const draft = storable(drafted);
  const { key, messages } = turn;
  const { now } = closing;
  const [conversation, isShadowed] = await together([lockConversation(tx, key), findIsShadowed(tx, key.accountId)]);
  const hasChangedHands =
    conversation?.ownershipEpoch !== turn.conversation.ownershipEpoch || isShadowed !== turn.account.isShadowed;
  if (!conversation || (hasChangedHands && draft.outcome !== "ignored")) throw new StaleTurn();
  if (draft.outcome !== "ignored" && (await wroteOn(tx, turn, closing))) throw new StaleTurn();
  const turnId = newId("turn");
  await insertTurn(tx, { id: turnId, ...key, configVersion: turn.account.configVersion, ...draft });
  const own = draft.reply === null || isHeld ? [] : replyTexts(draft.reply, `turn:${messages[0]!.id}`, helpQuestion);
  const texts: EffectText[] = [...effects.before, ...own, ...effects.after];
  const ownership = ownershipAfter(effects, conversation, now);
  await cancelOvertaken(tx, key, { effects, now });
  const handoff = draft.outcome === "handed_off" ? { needsPersonReason: draft.reason } : {};
  // Whatever rules say of the conversation, a draft that nobody is called to would never be sent.
  const called = isHeld ? { needsPersonReason: effects.needsPersonReason ?? draft.reason } : {};
  const [assigned] = await together([
    assignTurn(tx, { ...key, turnId, messageIds: messages.map(({ id }) => id) }),
    queueTexts(tx, { conversation, ownershipEpoch: ownership.ownershipEpoch, turnId, texts }, now),
    updateConversation(tx, key, {
      ...handoff,
      ...(priority ? { priority } : {}),
      ...conversationAfter(effects, { ownership, last: texts.at(-1), now }),
      ...called,
    }),
    publishChange(tx, { accountId: key.accountId, topic: "conversation", id: key.conversationId }),
  ]);
  if (!isSame(messages, assigned)) throw new StaleTurn();
  // The bot has spoken again, or would have; what it only didn't answer leaves its earlier draft as it is.
  if (draft.outcome === "answered" || draft.outcome === "handed_off") await outdateWaitingDraft(tx, key, now);
  if (isHeld && draft.reply !== null) {
    const { ownershipEpoch } = ownership;
    const text = helpQuestion === undefined ? draft.reply : withHelpQuestion(draft.reply, helpQuestion);
    const kept = { id: newId("draft"), ...key, turnId, text, topic, ownershipEpoch, createdAt: now };
    await insertDraft(tx, kept);
  }
  await settle(tx, key, effects);
  if (rating) await keepRating(tx, key.accountId, rating);
  await effects.alongside(tx, { turnId });
  if (turn.settledBy !== "taken_back" && !turn.isGroup)
    await keepFacts(tx, conversation, { facts: contactFacts(messages), messages });
}

/** A long reply goes out in several messages; the last one asks whether it helped. */
function replyTexts(reply: string, key: string, helpQuestion: string | undefined): EffectText[] {
  const parts = splitReply(reply);
  const texts = helpQuestion === undefined ? parts : askedInParts(parts, helpQuestion);
  return texts.map((text, part) => ({
    text,
    idempotencyKey: part === 0 ? key : `${key}:${part}`,
    asksWhetherHelped: helpQuestion !== undefined && part === texts.length - 1,
  }));
}

/** Nothing happens beside the reply. */
export const NO_EFFECTS: Effects = { before: [], after: [], isClosed: false, alongside: async () => undefined };
