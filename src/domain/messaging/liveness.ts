/**
 * Whether a connection that says it works really hears. WhatsApp's page shows per chat how much is unread and which
 * message is the newest; what it shows and no event told is suspicious. A suspicion is looked into by reading the chats;
 * only a message that a read finds, and that no event told although it had the time, proves that the connection is deaf.
 * So counters that stay high, chats that are marked as unread and messages from before never do. See docs/decisions/0008.
 */

interface ChatSighting {
  chatId: string;
  unreadCount: number;
  newest: { stanzaId: string } | null;
}

interface Suspicion {
  /** The first message that nobody told; null when the page knows none, only that something is unread. */
  stanzaId: string | null;
  sinceMs: number;
  /** As last seen: what is explained when a read finds nothing. */
  seen: Explained;
  /** There when the connection began to serve: it may be from long before. */
  isFromStart: boolean;
  /** The last try to read the chat failed. */
  isUnreadable: boolean;
}

interface Explained {
  stanzaId: string | null;
  unreadCount: number;
}

/** What is known of one connection since it began to serve; a value, never changed. */
export interface Liveness {
  hasLooked: boolean;
  suspicions: ReadonlyMap<string, Suspicion>;
  explained: ReadonlyMap<string, Explained>;
  /** Messages that only a read found, and since when they could have been told. */
  unheard: ReadonlyMap<string, number>;
}

export interface LivenessTiming {
  /** How long the event of a message may take: contacts are looked up first. A little less than between two checks. */
  graceMs: number;
  /** A suspicion that can't be looked into for so long is believed. */
  unreadableMs: number;
}

export const LIVENESS_TIMING: LivenessTiming = { graceMs: 9500, unreadableMs: 19_000 };

export const NOTHING_SEEN: Liveness = {
  hasLooked: false,
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
  nowMs: number;
}

/** What the page shows, compared with what came in. */
export function afterLook(before: Liveness, look: Look): Liveness {
  const isStill = ({ stanzaId }: Suspicion) => stanzaId === null || !look.isKnown(stanzaId);
  // Of a chat that somebody has read meanwhile the message may still never have come in.
  const suspicions = new Map([...before.suspicions].filter(([, suspicion]) => isStill(suspicion)));
  const unheard = new Map([...before.unheard].filter(([stanzaId]) => !look.isTold(stanzaId)));
  const explained = new Map<string, Explained>();
  for (const { chatId, unreadCount, newest } of look.chats) {
    const seen = { stanzaId: newest?.stanzaId ?? null, unreadCount };
    if (isExplained(seen, before.explained.get(chatId), look.isKnown)) {
      explained.set(chatId, seen);
      suspicions.delete(chatId);
      continue;
    }
    const open = suspicions.get(chatId);
    const isSame = open && !(open.isFromStart && open.seen.stanzaId !== seen.stanzaId);
    const fresh = { stanzaId: seen.stanzaId, sinceMs: look.nowMs, isFromStart: !before.hasLooked, isUnreadable: false };
    suspicions.set(chatId, { ...(isSame ? open : fresh), seen });
    const known = before.explained.get(chatId);
    if (known) explained.set(chatId, known);
  }
  return { ...before, hasLooked: true, suspicions, explained, unheard };
}

function isExplained(seen: Explained, before: Explained | undefined, isKnown: (stanzaId: string) => boolean): boolean {
  const isAsBefore = before !== undefined && before.stanzaId === seen.stanzaId;
  // The same newest message and more unread than before: something came that the page does not show.
  if (isAsBefore) return seen.unreadCount <= before.unreadCount;
  return seen.stanzaId !== null && isKnown(seen.stanzaId);
}

export interface ReadOutcome {
  /** Customers' messages that were new to us and could have been told by an event of this connection. */
  found: readonly string[];
  /** The list of chats could be read. */
  isListed: boolean;
  /** Chats that could not be read, or whose messages could not be stored. */
  failures: ReadonlyMap<string, "read" | "store">;
  startedMs: number;
  nowMs: number;
}

/** Every chat that may hold something new was read, as far as it could be. */
export function afterRead(before: Liveness, { found, isListed, failures, startedMs, nowMs }: ReadOutcome): Liveness {
  const suspectedSince = new Map([...before.suspicions.values()].map(({ stanzaId, sinceMs }) => [stanzaId, sinceMs]));
  const unheard = new Map(before.unheard);
  for (const id of found) if (!unheard.has(id)) unheard.set(id, suspectedSince.get(id) ?? nowMs);
  const suspicions = new Map(before.suspicions);
  const explained = new Map(before.explained);
  for (const [chatId, suspicion] of before.suspicions) {
    const failure = isListed ? failures.get(chatId) : "read";
    if (failure === "read") suspicions.set(chatId, { ...suspicion, isUnreadable: true });
    // What was first seen while the read ran may have come after it had passed.
    else if (failure === undefined && suspicion.sinceMs < startedMs) {
      suspicions.delete(chatId);
      explained.set(chatId, suspicion.seen);
    }
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
  const isBelieved = ({ isUnreadable, isFromStart, sinceMs }: Suspicion) =>
    isUnreadable && !isFromStart && nowMs - sinceMs >= timing.unreadableMs;
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
