import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterLook, afterRead, judge, LIVENESS_TIMING, type Liveness, mayRestartDeaf, NOTHING_SEEN } from "./liveness";

const CHECK_EVERY_MS = 10_000;

interface Message {
  id: string;
  chatId: string;
  at: number;
  /** When its event comes; null: never. */
  toldAt: number | null;
}

const nameOf = (chat: number) => `${chat}@c.us`;

/** A page with its chats, its events, and who watches it the way a session does. */
class World {
  now = 0;
  readonly verdicts: string[] = [];
  reads = 0;
  canRead = true;
  canStore = true;
  /** `events`: nothing is told. `counters`: the page itself does not get the messages either, it only counts. */
  deafTo: "nothing" | "events" | "counters" = "nothing";
  liveness: Liveness = NOTHING_SEEN;
  #reading: { startedMs: number; endsMs: number } | undefined;
  #nextCheck = CHECK_EVERY_MS;
  #count = 0;
  readonly #unread = new Map<string, number>();
  readonly #messages: Message[] = [];
  readonly #takenBack: Message[] = [];
  readonly #read = new Set<string>();
  readonly #news: { chatId: string; at: number }[] = [];

  /** WhatsApp's clock may be ahead of ours, or behind it. */
  constructor(private readonly skewMs = 0) {}

  arrives(chat: number, delayMs = 200): void {
    const chatId = nameOf(chat);
    this.#unread.set(chatId, (this.#unread.get(chatId) ?? 0) + 1);
    if (this.deafTo === "counters") return;
    const toldAt = this.deafTo === "nothing" ? this.now + delayMs : null;
    this.#messages.push({ id: `m${++this.#count}`, chatId, at: this.now, toldAt });
    if (toldAt !== null) this.#news.push({ chatId, at: toldAt });
  }

  /** It was there before the connection, and is older than what a read looks for. */
  wasThere(chat: number, unread: number): void {
    this.#messages.push({ id: `old${++this.#count}`, chatId: nameOf(chat), at: -1e9, toldAt: null });
    this.#unread.set(nameOf(chat), unread);
  }

  /** Told under an id that the page's messages don't have. */
  calls(chat: number, delayMs = 200): void {
    const chatId = nameOf(chat);
    this.#unread.set(chatId, (this.#unread.get(chatId) ?? 0) + 1);
    this.#news.push({ chatId, at: this.now + delayMs });
  }

  /** Somebody reads the chat on the phone. */
  isRead(chat: number): void {
    this.#unread.delete(nameOf(chat));
  }

  /** The last message is taken back: the page shows the one before it again. */
  isTakenBack(chat: number): void {
    const index = this.#messages.findLastIndex(({ chatId, id }) => chatId === nameOf(chat) && this.#isTold(id));
    if (index >= 0) this.#takenBack.push(...this.#messages.splice(index, 1));
  }

  pass(ms: number): void {
    const until = this.now + ms;
    while (this.now < until) {
      this.now += 500;
      if (this.#reading && this.now >= this.#reading.endsMs) this.#finishRead();
      if (this.now >= this.#nextCheck) this.#check();
    }
  }

  /** The connection begins anew; the page and its chats are as they were. */
  restarts(): void {
    this.liveness = NOTHING_SEEN;
    this.verdicts.length = 0;
    this.#reading = undefined;
    for (const { id, at } of this.#messages) if (at > -1e6) this.#read.add(id);
  }

  get isFoundDeaf(): boolean {
    return this.verdicts.includes("deaf");
  }

  #isTold = (id: string) => {
    const message = [...this.#messages, ...this.#takenBack].find((other) => other.id === id);
    return message?.toldAt != null && message.toldAt <= this.now;
  };
  #isKnown = (id: string) => this.#isTold(id) || this.#read.has(id);
  #lastNewsMs = (chatId: string) => this.#news.findLast((news) => news.chatId === chatId && news.at <= this.now)?.at;

  #check(): void {
    this.#nextCheck = this.now + CHECK_EVERY_MS;
    const chats = [...this.#unread].map(([chatId, unreadCount]) => {
      const newest = this.#messages.findLast((message) => message.chatId === chatId);
      const sentAt = new Date((newest?.at ?? 0) + this.skewMs);
      return { chatId, unreadCount, newest: newest ? { stanzaId: newest.id, sentAt } : null };
    });
    this.liveness = afterLook(this.liveness, {
      chats,
      isTold: this.#isTold,
      isKnown: this.#isKnown,
      lastNewsMs: this.#lastNewsMs,
      servingSince: new Date(0),
      nowMs: this.now,
      timing: LIVENESS_TIMING,
    });
    if (this.#judge() !== "suspicious" || this.#reading) return;
    this.reads += 1;
    this.#reading = { startedMs: this.now, endsMs: this.now + 2000 };
  }

  #judge() {
    const verdict = judge(this.liveness, { isTold: this.#isTold, nowMs: this.now, timing: LIVENESS_TIMING });
    this.verdicts.push(verdict);
    return verdict;
  }

  #finishRead(): void {
    const { startedMs } = this.#reading!;
    this.#reading = undefined;
    const failures = new Map(this.canStore ? [] : [...this.#unread.keys()].map((chatId) => [chatId, "store" as const]));
    const canFind = this.canRead && this.canStore;
    const fresh = canFind ? this.#messages.filter(({ id, at }) => at > -1e6 && !this.#isKnown(id)) : [];
    for (const { id, chatId } of fresh) {
      this.#read.add(id);
      this.#news.push({ chatId, at: this.now });
    }
    this.liveness = afterRead(this.liveness, {
      found: fresh.filter(({ at }) => at + this.skewMs >= 0).map(({ id }) => id),
      isKnown: this.#isKnown,
      lastNewsMs: this.#lastNewsMs,
      isListed: this.canRead,
      failures,
      startedMs,
      nowMs: this.now,
    });
    this.#judge();
  }
}

type Happening =
  | { type: "arrives" | "calls"; chat: number; delayMs: number }
  | { type: "isRead" | "isTakenBack"; chat: number }
  | { type: "pass"; ms: number };

const chat = fc.nat(4);
const pass = fc.record({ type: fc.constant("pass" as const), ms: fc.constantFrom(500, 3000, 9500, 15_000, 60_000) });
const comes = fc.record({
  type: fc.constantFrom("arrives" as const, "arrives" as const, "calls" as const),
  chat,
  delayMs: fc.integer({ min: 0, max: 6000 }),
});
const touched = fc.record({ type: fc.constantFrom("isRead" as const, "isTakenBack" as const), chat });
const happenings = fc.array(
  fc.oneof({ weight: 4, arbitrary: comes }, { weight: 2, arbitrary: touched }, { weight: 4, arbitrary: pass }),
  { maxLength: 60, size: "max" },
);
const before = fc.array(fc.record({ chat, unread: fc.integer({ min: 1, max: 50 }) }), { maxLength: 4 });

function happen(world: World, event: Happening): void {
  if (event.type === "pass") world.pass(event.ms);
  else if (event.type === "arrives" || event.type === "calls") world[event.type](event.chat, event.delayMs);
  else world[event.type](event.chat);
}

test("a page that tells what comes is never taken for deaf, whatever people do with their chats", () => {
  const skew = fc.constantFrom(0, -180_000, 180_000);
  fc.assert(
    fc.property(before, happenings, fc.boolean(), skew, (old, events, canStore, skewMs) => {
      const world = new World(skewMs);
      world.canStore = canStore;
      for (const { chat: index, unread } of old) world.wasThere(index, unread);
      for (const event of events) happen(world, event);
      world.pass(120_000);
      expect(world.isFoundDeaf).toBe(false);
      if (!canStore) return;
      const { reads } = world;
      world.pass(10 * 60_000);
      // Chats that nobody reads stay unread for ever: that is looked into once.
      expect(world.reads).toBe(reads);
    }),
    { numRuns: 500 },
  );
});

test.each(["events", "counters"] as const)(
  "a page that is deaf to %s is found out within 45 seconds of the first message it keeps to itself",
  (deafTo) => {
    fc.assert(
      fc.property(before, happenings, chat, fc.integer({ min: 0, max: 40 }), (old, events, target, later) => {
        const world = new World();
        for (const { chat: index, unread } of old) world.wasThere(index, unread);
        for (const event of events) happen(world, event);
        // What came just before may be why a counter rises.
        world.pass(30_000 + later * 500);
        world.deafTo = deafTo;
        world.arrives(target);
        // A busy chat is no better a hiding place than a quiet one.
        for (let second = 0; second < 45; second += 5) {
          world.pass(5000);
          if (later % 2 === 0) world.arrives(target);
        }
        expect(world.isFoundDeaf).toBe(true);
      }),
      { numRuns: 300 },
    );
  },
);

test("a counter that rises for a reason nobody finds makes it begin anew once, and not again", () => {
  fc.assert(
    fc.property(before, chat, (old, target) => {
      const world = new World();
      for (const { chat: index, unread } of old) world.wasThere(index, unread);
      world.pass(25_000);
      world.deafTo = "counters";
      world.arrives(target);
      world.deafTo = "nothing";
      world.pass(60_000);
      expect(world.isFoundDeaf).toBe(true);
      world.restarts();
      world.pass(30 * 60_000);
      expect(world.isFoundDeaf).toBe(false);
    }),
  );
});

test("chats that are not shown because there are too many have not been read", () => {
  const chats = (indices: number[]) =>
    indices.map((index) => ({
      chatId: nameOf(index),
      unreadCount: 2,
      newest: { stanzaId: "old", sentAt: new Date(0) },
    }));
  const nothing = { isTold: () => false, isKnown: () => false, lastNewsMs: () => undefined };
  const look = (state: Liveness, indices: number[], nowMs: number) =>
    afterLook(state, {
      ...{ ...nothing, chats: chats(indices), nowMs },
      ...{ servingSince: new Date(1), timing: LIVENESS_TIMING },
    });
  const fifty = Array.from({ length: 50 }, (_, index) => index);
  const full = look(
    look(NOTHING_SEEN, fifty, 0),
    fifty.map((index) => index + 10),
    10_000,
  );
  expect(full.suspicions.size).toBe(0);
  expect(look(full, fifty, 20_000).suspicions.size).toBe(0);
  const few = look(full, [1, 2], 20_000);
  expect(look(few, [1, 2, 3], 30_000).suspicions.size).toBe(1);
});

describe("a page that is deaf", () => {
  test("and can't be read either is believed to be deaf", () => {
    const world = new World();
    world.wasThere(1, 3);
    world.pass(15_000);
    Object.assign(world, { deafTo: "events", canRead: false });
    world.arrives(1);
    world.pass(45_000);
    expect(world.isFoundDeaf).toBe(true);
  });

  test("is found out although somebody reads the chat on the phone a moment later", () => {
    const world = new World();
    world.pass(12_000);
    world.deafTo = "events";
    world.arrives(1);
    world.pass(10_000);
    world.isRead(1);
    world.pass(35_000);
    expect(world.isFoundDeaf).toBe(true);
  });
});

test("chats from before that can't be read don't make a page deaf", () => {
  const world = new World();
  world.canRead = false;
  world.wasThere(1, 3);
  world.pass(30 * 60_000);
  expect(world.isFoundDeaf).toBe(false);
});

test("a message that a regular read finds just before its event comes proves nothing", () => {
  const nowMs = 60_000;
  const known = { isKnown: () => true, lastNewsMs: () => nowMs };
  const read = { ...known, found: ["m1"], isListed: true, failures: new Map(), startedMs: nowMs, nowMs };
  const seen = afterRead(NOTHING_SEEN, read);
  const at = (ms: number, told: string[]) =>
    judge(seen, { isTold: (id) => told.includes(id), nowMs: nowMs + ms, timing: LIVENESS_TIMING });
  expect(at(3000, [])).toBe("healthy");
  expect(at(20_000, ["m1"])).toBe("healthy");
  expect(at(20_000, [])).toBe("deaf");
});

test("restarts that don't help are not tried for ever", () => {
  const now = new Date("2026-03-01T12:00:00Z");
  const minutesAgo = (...minutes: number[]) => minutes.map((minute) => new Date(now.getTime() - minute * 60_000));
  expect(mayRestartDeaf([], now)).toBe(true);
  expect(mayRestartDeaf(minutesAgo(20, 10), now)).toBe(true);
  expect(mayRestartDeaf(minutesAgo(25, 20, 10), now)).toBe(false);
  expect(mayRestartDeaf(minutesAgo(31, 20, 10), now)).toBe(true);
});
