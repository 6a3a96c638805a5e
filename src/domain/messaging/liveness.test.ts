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

/** A page with its chats, its events, and who watches it the way a session does. */
class World {
  now = 0;
  readonly verdicts: string[] = [];
  reads = 0;
  canRead = true;
  canStore = true;
  isDeaf = false;
  #liveness: Liveness = NOTHING_SEEN;
  #reading: { startedMs: number; endsMs: number } | undefined;
  #nextCheck = CHECK_EVERY_MS;
  #count = 0;
  readonly #unread = new Map<string, number>();
  readonly #messages: Message[] = [];
  readonly #stored = new Set<string>();

  arrives(chat: number, delayMs = 200): void {
    const chatId = `${chat}@c.us`;
    const id = `m${++this.#count}`;
    this.#messages.push({ id, chatId, at: this.now, toldAt: this.isDeaf ? null : this.now + delayMs });
    this.#unread.set(chatId, (this.#unread.get(chatId) ?? 0) + 1);
  }

  /** It was there before the connection, and is older than what a read looks for. */
  wasThere(chat: number, unread: number): void {
    const chatId = `${chat}@c.us`;
    this.#messages.push({ id: `old${++this.#count}`, chatId, at: -1e9, toldAt: null });
    this.#unread.set(chatId, unread);
  }

  /** Somebody reads the chat on the phone. */
  isRead(chat: number): void {
    this.#unread.delete(`${chat}@c.us`);
  }

  /** Marked as unread by hand, or by something the page shows no message for. */
  countsUp(chat: number): void {
    const chatId = `${chat}@c.us`;
    this.#unread.set(chatId, (this.#unread.get(chatId) ?? 0) + 1);
  }

  pass(ms: number): void {
    const until = this.now + ms;
    while (this.now < until) {
      this.now += 500;
      if (this.#reading && this.now >= this.#reading.endsMs) this.#finishRead();
      if (this.now >= this.#nextCheck) this.#check();
    }
  }

  get isFoundDeaf(): boolean {
    return this.verdicts.includes("deaf");
  }

  #isTold = (id: string) => {
    const message = this.#messages.find((other) => other.id === id);
    return message?.toldAt != null && message.toldAt <= this.now;
  };

  #check(): void {
    this.#nextCheck = this.now + CHECK_EVERY_MS;
    for (const { id } of this.#messages) if (this.#isTold(id) && this.canStore) this.#stored.add(id);
    const chats = [...this.#unread].map(([chatId, unreadCount]) => ({
      chatId,
      unreadCount,
      newest: this.#messages.findLast((message) => message.chatId === chatId) ? this.#newest(chatId) : null,
    }));
    const isKnown = (id: string) => this.#isTold(id) || this.#stored.has(id);
    this.#liveness = afterLook(this.#liveness, { chats, isTold: this.#isTold, isKnown, nowMs: this.now });
    this.#judge();
  }

  #judge(): void {
    const verdict = judge(this.#liveness, { isTold: this.#isTold, nowMs: this.now, timing: LIVENESS_TIMING });
    this.verdicts.push(verdict);
    if (verdict !== "suspicious" || this.#reading) return;
    this.reads += 1;
    this.#reading = { startedMs: this.now, endsMs: this.now + 2000 };
  }

  #finishRead(): void {
    const { startedMs } = this.#reading!;
    this.#reading = undefined;
    const fresh = this.#messages.filter(({ id, at }) => at > -1e6 && at <= this.now && !this.#stored.has(id));
    const failures = new Map(this.canStore ? [] : [...this.#unread.keys()].map((chatId) => [chatId, "store" as const]));
    const found = this.canRead && this.canStore ? fresh.filter(({ id }) => !this.#isTold(id)).map(({ id }) => id) : [];
    for (const id of found) this.#stored.add(id);
    this.#liveness = afterRead(this.#liveness, {
      found,
      isListed: this.canRead,
      failures,
      startedMs,
      nowMs: this.now,
    });
    this.#judge();
  }

  #newest(chatId: string) {
    return { stanzaId: this.#messages.findLast((message) => message.chatId === chatId)!.id };
  }
}

type Happening =
  | { type: "arrives"; chat: number; delayMs: number }
  | { type: "isRead" | "countsUp"; chat: number }
  | { type: "pass"; ms: number };

const chat = fc.nat(4);
const pass = fc.record({ type: fc.constant("pass" as const), ms: fc.constantFrom(500, 3000, 9500, 15_000, 60_000) });
const arrives = fc.record({ type: fc.constant("arrives" as const), chat, delayMs: fc.integer({ min: 0, max: 6000 }) });
const touched = fc.record({ type: fc.constantFrom("isRead" as const, "countsUp" as const), chat });
const happenings = fc.array(
  fc.oneof({ weight: 4, arbitrary: arrives }, { weight: 2, arbitrary: touched }, { weight: 4, arbitrary: pass }),
  { maxLength: 60, size: "max" },
);
const before = fc.array(fc.record({ chat, unread: fc.integer({ min: 1, max: 50 }) }), { maxLength: 4 });

function happen(world: World, event: Happening): void {
  if (event.type === "pass") world.pass(event.ms);
  else if (event.type === "arrives") world.arrives(event.chat, event.delayMs);
  else world[event.type](event.chat);
}

test("a page that tells what comes is never taken for deaf, whatever people do with their chats", () => {
  fc.assert(
    fc.property(before, happenings, fc.boolean(), (old, events, canStore) => {
      const world = new World();
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
    { numRuns: 300 },
  );
});

test("a deaf page is found out within 45 seconds of the first message it does not tell", () => {
  fc.assert(
    fc.property(before, happenings, chat, fc.integer({ min: 0, max: 40 }), (old, events, target, later) => {
      const world = new World();
      for (const { chat: index, unread } of old) world.wasThere(index, unread);
      for (const event of events) happen(world, event);
      world.pass(7000 + later * 500);
      world.isDeaf = true;
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
});

describe("a page that is deaf", () => {
  test("and can't be read either is believed to be deaf", () => {
    const world = new World();
    world.wasThere(1, 3);
    world.pass(15_000);
    Object.assign(world, { isDeaf: true, canRead: false });
    world.arrives(1);
    world.pass(45_000);
    expect(world.isFoundDeaf).toBe(true);
  });

  test("is found out although somebody reads the chat on the phone a moment later", () => {
    const world = new World();
    world.pass(12_000);
    world.isDeaf = true;
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
  const read = { found: ["m1"], isListed: true, failures: new Map(), startedMs: nowMs, nowMs };
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
