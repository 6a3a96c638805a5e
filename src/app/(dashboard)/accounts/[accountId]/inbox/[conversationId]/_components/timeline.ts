import { dayKey } from "@/domain/words/time";

interface Dated {
  id: string;
  /** Place in the order of arrival. */
  seq?: number;
  author: string;
  /** Who of a group wrote it. */
  participantName?: string | null;
  sentAt: Date;
}

export type TimelineItem<Entry extends Dated> =
  | { kind: "day"; key: string; date: Date }
  | { kind: "closed"; key: string }
  | { kind: "message"; key: string; entry: Entry; isFirstOfRun: boolean; isLastOfRun: boolean };

/** Longer than this and the same speaker starts a new run. */
const RUN_MS = 5 * 60_000;

/**
 * Messages with a line at each new day of the reader's zone, and in runs of one speaker; and one where the conversation
 * was last closed, after the message at that place (0: never).
 */
export function toTimeline<Entry extends Dated>(
  entries: readonly Entry[],
  timeZone: string,
  closedAfterSeq = 0,
): TimelineItem<Entry>[] {
  const lastClosed = entries.findLast(({ seq = 0 }) => seq > 0 && seq <= closedAfterSeq);
  const days = entries.map(({ sentAt }) => dayKey(sentAt, timeZone));
  // Whether the entry at `index` goes on where the one before it left off.
  const goesOn = (index: number): boolean => {
    const [previous, entry] = [entries[index - 1], entries[index]];
    if (!previous || !entry || days[index - 1] !== days[index]) return false;
    const isSameSpeaker =
      previous.author === entry.author && (previous.participantName ?? null) === (entry.participantName ?? null);
    return isSameSpeaker && entry.sentAt.getTime() - previous.sentAt.getTime() < RUN_MS;
  };
  return entries.flatMap((entry, index): TimelineItem<Entry>[] => {
    const message = {
      kind: "message" as const,
      key: entry.id,
      entry,
      isFirstOfRun: !goesOn(index),
      isLastOfRun: !goesOn(index + 1),
    };
    const closed = entry === lastClosed ? [{ kind: "closed" as const, key: `closed/${entry.id}` }] : [];
    if (days[index] === days[index - 1]) return [message, ...closed];
    // Keyed by the day, and once per day even if a clock was wrong and days come back.
    return [{ kind: "day", key: `${days[index]}/${entry.id}`, date: entry.sentAt }, message, ...closed];
  });
}

/**
 * Notes among the messages by when they were written. Where messages of before or after are not loaded, neither are the
 * notes between them shown: they would stand at the wrong place.
 */
export function withNotes<Message extends Dated, Note extends Dated>(
  messages: readonly Message[],
  notes: readonly Note[],
  { hasOlder, hasNewer }: { hasOlder: boolean; hasNewer: boolean },
): (Message | Note)[] {
  const [first, last] = [messages[0], messages.at(-1)];
  const waiting = notes.filter(
    ({ sentAt }) => !(hasOlder && first && sentAt < first.sentAt) && !(hasNewer && last && sentAt > last.sentAt),
  );
  const entries: (Message | Note)[] = [];
  for (const message of messages) {
    while (waiting[0] && waiting[0].sentAt < message.sentAt) entries.push(...waiting.splice(0, 1));
    entries.push(message);
  }
  return [...entries, ...waiting];
}
