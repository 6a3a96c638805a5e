// A month of an account, made up from a seed: bursts, silences, handovers, people, reactions, opt-outs.
import { HELPED_NOT } from "@/domain/agent/repeated-failure";
import { SHADOW_REASON } from "@/domain/agent/shadow";
import { traceWithoutAgent } from "@/domain/agent/turn";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { contacts, contactTags, conversations, messageReactions, messages, turns } from "@/server/db/schema";

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** With the kind that each is, said by hand. */
export const REASONS: Record<string, string> = {
  "The documents don't answer this.": "not_in_documents",
  "The drafted answer was not supported by the documents.": "not_in_documents",
  "The customer asked for a person.": "asked_for_person",
  "The customer sounds upset.": "upset",
  "About “Refunds”, which people answer here.": "topic",
  "Sent something only a person can look at.": "content",
  [HELPED_NOT]: "helped_not",
  [SHADOW_REASON]: "shadow",
  "The bot couldn't answer because of a technical problem.": "trouble",
  "Wants to cancel the order.": "other",
};

export interface SeededMonth {
  accountId: string;
  seed: number;
  from: Date;
  to: Date;
  contacts: number;
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** The lengths at which something changes are met on purpose. */
const SILENCES = [20, 24, 24, 30, 47.9, 71, 72, 73, 90, 130];
const REPLIES = [2, 9, 10, 11, 45, 60, 61, 290, 300, 3_000, 3_600, 20_000, 86_400, 100_000, 259_200, 260_000];

export async function seedMonth(db: Database, { accountId, seed, from, to, contacts: people }: SeededMonth) {
  const random = randomFrom(seed);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
  const rows = noRows();
  for (let person = 0; person < people; person++) {
    const contactId = newId("contact");
    const conversationId = newId("conversation");
    const optedOutAt = random() < 0.15 ? new Date(from.getTime() + random() * (to.getTime() - from.getTime())) : null;
    rows.contacts.push({ id: contactId, accountId, displayName: `Customer ${person}`, optedOutAt });
    if (random() < 0.4) rows.tags.push({ accountId, contactId, tag: "vip" });
    rows.conversations.push({ id: conversationId, accountId, contactId, chatId: `${person}@c.us` });
    const write = (at: number, author: typeof messages.$inferInsert.author, turnId: string | null) => {
      const fromMe = author !== "customer";
      const id = newId("message");
      const stanzaId = fromMe && random() < 0.05 ? null : `${accountId}${rows.messages.length}`;
      const asksWhetherHelped = (author === "bot" && random() < 0.2) || (author === "person" && random() < 0.1);
      rows.messages.push({
        id,
        accountId,
        conversationId,
        stanzaId,
        fromMe,
        author,
        kind: "text",
        body: "",
        sentAt: new Date(at),
        turnId,
        asksWhetherHelped,
        createdAt: new Date(at),
      });
      if (fromMe && random() < (asksWhetherHelped ? 0.6 : 0.12)) {
        const emoji = pick(["👍", "👍🏽", "👎", "❤️", ""]);
        const by = random() < 0.9 ? ("customer" as const) : ("business" as const);
        rows.reactions.push({ accountId, messageId: id, by, emoji, reactedAt: new Date(at + random() * 40 * HOUR) });
      }
    };
    let at = from.getTime() + Math.floor(random() * 90) * HOUR;
    while (at < to.getTime()) {
      const outcome = pick(["answered", "answered", "answered", "handed_off", "automated", "ignored"] as const);
      const turnId = random() < 0.05 ? null : newId("turn");
      const burst = 1 + Math.floor(random() * 3);
      for (let index = 0; index < burst; index++) {
        write(at, "customer", turnId);
        at += Math.floor(random() * 20) * SECOND;
      }
      if (turnId !== null) {
        const isModel = random() < 0.6;
        const trace = {
          ...traceWithoutAgent("", { name: "gate", ms: 1 }),
          model: isModel ? pick(["small", "large"]) : "none",
          usage: isModel ? { inputTokens: Math.floor(random() * 900), outputTokens: Math.floor(random() * 90) } : null,
        };
        rows.turns.push({
          id: turnId,
          accountId,
          conversationId,
          outcome,
          question: "",
          trace,
          reason: outcome === "handed_off" ? pick(Object.keys(REASONS)) : null,
          language: random() < 0.3 ? null : pick(["pt", "en", "ar"]),
          createdAt: new Date(at + SECOND),
        });
      }
      const writes = random();
      if (outcome === "answered" || outcome === "automated" || writes < 0.4) {
        at += pick(REPLIES.slice(0, random() < 0.8 ? 6 : REPLIES.length)) * SECOND;
        write(at, "bot", turnId);
      }
      if (outcome === "handed_off" && random() < 0.7) {
        at += pick(REPLIES) * SECOND;
        write(at, pick(["person", "phone"] as const), null);
      }
      // The business writes first, out of a silence.
      if (random() < 0.05) {
        at += pick(SILENCES) * HOUR;
        write(at, pick(["bot", "person", "system"] as const), null);
      }
      at += random() < 0.7 ? Math.floor(random() * 400) * SECOND : pick(SILENCES) * HOUR;
    }
  }
  await insertAll(db, rows);
  return rows;
}

async function insertAll(db: Database, rows: ReturnType<typeof noRows>): Promise<void> {
  const inPieces = async <Row>(all: Row[], insert: (piece: Row[]) => PromiseLike<unknown>) => {
    for (let start = 0; start < all.length; start += 500) await insert(all.slice(start, start + 500));
  };
  await inPieces(rows.contacts, (piece) => db.insert(contacts).values(piece));
  await inPieces(rows.tags, (piece) => db.insert(contactTags).values(piece));
  await inPieces(rows.conversations, (piece) => db.insert(conversations).values(piece));
  await inPieces(rows.turns, (piece) => db.insert(turns).values(piece));
  await inPieces(rows.messages, (piece) => db.insert(messages).values(piece));
  await inPieces(rows.reactions, (piece) => db.insert(messageReactions).values(piece));
}

const noRows = () => ({
  contacts: [] as (typeof contacts.$inferInsert)[],
  tags: [] as (typeof contactTags.$inferInsert)[],
  conversations: [] as (typeof conversations.$inferInsert)[],
  turns: [] as (typeof turns.$inferInsert)[],
  messages: [] as (typeof messages.$inferInsert)[],
  reactions: [] as (typeof messageReactions.$inferInsert)[],
});
