/**
 * Whether a connection that says it works really hears. WhatsApp's page shows per chat how much is unread and which
 * message is the newest; what it shows and no event told is suspicious. A suspicion is looked into by reading the chats.
 * A message that a read finds, and that no event told although it had the time, proves that the connection is deaf; so
 * does a counter that rose by itself and that no read can explain. Counters that stay high and what was there before
 * prove nothing. See docs/decisions/0008.
 */

/** A look at a page shows no more chats than this; with so many, one that is missing may still be unread. */
const MAX_CHATS = 50;
/** Chats that were read are remembered, to notice when they count up by themselves; more than that are not. */
const MAX_REMEMBERED = 1000;

interface ChatSighting {
  chatId: string;
  unreadCount: number;
  newest: { stanzaId: string; sentAt: Date } | null;
}

interface Seen {
  /** The newest message, when it is from after the connection began to serve; else null. */
  stanzaId: string | null;
  unreadCount: number;
}

interface Suspicion {
  /** The first message that nobody told; null when the page shows none, only that something is unread. */
  stanzaId: string | null;
  sinceMs: number;
  /** As last seen: what is explained when a read finds out. */
  seen: Seen;
  /** There when the connection began to serve: it may be from long before. */
  isFromStart: boolean;
  /** A read could not look into it, or found nothing that it could be. */
  isUnexplained: boolean;
}

/** What is known of one connection since it began to serve; a value, never changed. */
export interface Liveness {
  /** Null before the first look. */
  lastLook: { atMs: number; isCapped: boolean } | null;
  suspicions: ReadonlyMap<string, Suspicion>;
  explained: ReadonlyMap<string, Seen>;
  /** Messages that only a read found, and since when they could have been told. */
  unheard: ReadonlyMap<string, number>;
}

export interface LivenessTiming {
  /** How long the event of a message may take: contacts are looked up first. A little less than between two checks. */
  graceMs: number;
  /** News of a chat this long before the last look may be why its counter rises now. */
  newsMs: number;
  /** A suspicion that no read can explain for so long is believed. */
  unexplainedMs: number;
}

export const LIVENESS_TIMING: LivenessTiming = { graceMs: 9500, newsMs: 10_000, unexplainedMs: 29_000 };

export const NOTHING_SEEN: Liveness = {
  lastLook: null,
  suspicions: new Map(),
  explained: new Map(),
  unheard: new Map(),
};

interface Look {
  /** Those that have unread messages, as the page shows them now. */
  chats: readonly ChatSighting[];
  /** By an event of this connection. */
  isTold: (stanzaId: string) => boolean;
  /** Told, or found by a read. */
  isKnown: (stanzaId: string) => boolean;
  /** When something of the chat was told, or found by a read, last. */
  lastNewsMs: (chatId: string) => number | undefined;
  servingSince: Date;
  nowMs: number;
  timing: LivenessTiming;
}

/** What the page shows, compared with what came in. */
export function afterLook(before: Liveness, look: Look): Liveness {
  const { nowMs, isKnown, isTold } = look;
  const suspicions = new Map([...before.suspicions].filter(([chatId, suspicion]) => isOpen(chatId, suspicion, look)));
  const explained = new Map(before.explained);
  for (const { chatId, unreadCount, newest } of look.chats) {
    const stanzaId = newest && newest.sentAt >= look.servingSince ? newest.stanzaId : null;
    const seen = { stanzaId, unreadCount };
    if (isExplained(chatId, seen, before, look)) {
      // Anew at the end: what is forgotten first is what was not seen for longest.
      explained.delete(chatId);
      explained.set(chatId, seen);
      suspicions.delete(chatId);
      continue;
    }
    const open = suspicions.get(chatId);
    const isSame = open && !(open.isFromStart && open.seen.stanzaId !== seen.stanzaId);
    const isUnknown = stanzaId !== null && !isKnown(stanzaId);
    const fresh = { stanzaId: isUnknown ? stanzaId : null, sinceMs: nowMs, isUnexplained: false };
    suspicions.set(chatId, { ...(isSame ? open : { ...fresh, isFromStart: isAtStart(before) }), seen });
  }
  const isCapped = look.chats.length >= MAX_CHATS;
  return {
    lastLook: { atMs: nowMs, isCapped },
    suspicions,
    explained: isCapped ? explained : withReadChats(explained, look.chats),
    unheard: new Map([...before.unheard].filter(([stanzaId]) => !isTold(stanzaId))),
  };
}

/** What could not be seen in the look before may be from any time. */
const isAtStart = ({ lastLook }: Liveness) => lastLook === null || lastLook.isCapped;

/** Of a chat that somebody has read meanwhile the message may still never have come in. */
function isOpen(chatId: string, { stanzaId, sinceMs }: Suspicion, { isKnown, lastNewsMs }: Look): boolean {
  return stanzaId === null ? (lastNewsMs(chatId) ?? Number.NEGATIVE_INFINITY) < sinceMs : !isKnown(stanzaId);
}

function isExplained(chatId: string, seen: Seen, before: Liveness, look: Look): boolean {
  const last = before.explained.get(chatId);
  const lastLookMs = before.lastLook?.atMs ?? look.nowMs;
  const hasNews = (look.lastNewsMs(chatId) ?? Number.NEGATIVE_INFINITY) >= lastLookMs - look.timing.newsMs;
  // More unread than before, and nothing to go with it: something came that the page does not show. Calls are such.
  const usual = last ? last.unreadCount : isAtStart(before) ? Number.POSITIVE_INFINITY : 0;
  const isUsual = hasNews || seen.unreadCount <= usual;
  // A known message alone explains nothing: it may have come, and was read, long ago.
  return isUsual && (seen.stanzaId === null || last?.stanzaId === seen.stanzaId || look.isKnown(seen.stanzaId));
}

/** Chats that are no longer shown have nothing unread; the messages they show when they come back were there before. */
function withReadChats(explained: Map<string, Seen>, chats: readonly ChatSighting[]): Map<string, Seen> {
  const shown = new Set(chats.map(({ chatId }) => chatId));
  const all = [...explained].map(([chatId, seen]): [string, Seen] =>
    shown.has(chatId) ? [chatId, seen] : [chatId, { ...seen, unreadCount: 0 }],
  );
  return new Map(all.slice(-MAX_REMEMBERED));
}

export interface ReadOutcome {
  /** Customers' messages that were new to us and could have been told by an event of this connection. */
  found: readonly string[];
  /** Told, or found by a read. */
  isKnown: (stanzaId: string) => boolean;
  /** When something of the chat was told, or found by a read, last. */
  lastNewsMs: (chatId: string) => number | undefined;
  /** The list of chats could be read. */
  isListed: boolean;
  /** Chats that could not be read, or whose messages could not be stored. */
  failures: ReadonlyMap<string, "read" | "store">;
  startedMs: number;
  nowMs: number;
}

/** Every chat that may hold something new was read, as far as it could be. */
export function afterRead(before: Liveness, read: ReadOutcome): Liveness {
  const { found, isListed, failures, startedMs, nowMs } = read;
  const suspectedSince = new Map([...before.suspicions.values()].map(({ stanzaId, sinceMs }) => [stanzaId, sinceMs]));
  const unheard = new Map(before.unheard);
  for (const id of found) if (!unheard.has(id)) unheard.set(id, suspectedSince.get(id) ?? nowMs);
  const suspicions = new Map(before.suspicions);
  const explained = new Map(before.explained);
  for (const [chatId, suspicion] of before.suspicions) {
    const failure = isListed ? failures.get(chatId) : "read";
    // What was first seen while the read ran may have come after it had passed.
    const wasLookedInto = failure === undefined && suspicion.sinceMs < startedMs;
    const { stanzaId, sinceMs, isFromStart } = suspicion;
    const isFound =
      isFromStart ||
      (stanzaId === null ? (read.lastNewsMs(chatId) ?? Number.NEGATIVE_INFINITY) >= sinceMs : read.isKnown(stanzaId));
    if (wasLookedInto && isFound) {
      suspicions.delete(chatId);
      explained.set(chatId, suspicion.seen);
    } else if (wasLookedInto || failure === "read") suspicions.set(chatId, { ...suspicion, isUnexplained: true });
  }
  return { ...before, suspicions, explained, unheard };
}

/**
 * `suspicious`: the chats should be read now. `deaf`: messages are there and their events don't come, so the connection
 * must begin anew.
 */
export function judge(
  { suspicions, unheard }: Liveness,
  { isTold, nowMs, timing }: { isTold: (stanzaId: string) => boolean; nowMs: number; timing: LivenessTiming },
): "healthy" | "suspicious" | "deaf" {
  const isOverdue = ([id, sinceMs]: [string, number]) => nowMs - sinceMs >= timing.graceMs && !isTold(id);
  const isBelieved = ({ isUnexplained, isFromStart, sinceMs }: Suspicion) =>
    isUnexplained && !isFromStart && nowMs - sinceMs >= timing.unexplainedMs;
  const open = [...suspicions.values()];
  if ([...unheard].some(isOverdue) || open.some(isBelieved)) return "deaf";
  return open.some(({ sinceMs }) => nowMs - sinceMs >= timing.graceMs) ? "suspicious" : "healthy";
}

/** Restarts that did not help stop being tried: then reading the chats at every suspicion has to do. */
const MAX_RESTARTS = 3;
const RESTARTS_WITHIN_MS = 30 * 60_000;

/** Whether a deaf connection may begin anew once more. */
export const mayRestartDeaf = (restarts: readonly Date[], now: Date): boolean =>
  restarts.filter((at) => at.getTime() > now.getTime() - RESTARTS_WITHIN_MS).length < MAX_RESTARTS;
