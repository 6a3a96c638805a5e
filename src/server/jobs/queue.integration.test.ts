import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { executeRows } from "@/server/db/client";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { accounts } from "@/server/db/schema";
import { silentLogger } from "@/server/logger";
import { openTestDatabase } from "@/test/database";
import { anAccount } from "@/test/factories";
import { createJobQueue, type JobQueue } from "./queue";

let handle: EmbeddedHandle;
let queue: JobQueue;

beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());
beforeEach(async () => {
  queue = createJobQueue(handle, silentLogger());
  await queue.start();
  await handle.db.execute(sql`delete from pgboss.job`);
});
afterEach(() => queue.stop({ timeoutMs: 2_000 }));

/** These prove that nothing waits for a poll, by the clock. */
const ON_A_BUSY_MACHINE = { retry: 2 };

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });

const answer = (conversationId: string, options?: { startAfter: Date }) =>
  queue.enqueue(handle.db, "answer", { accountId: "acc_1", conversationId }, options);

async function jobs(): Promise<{ name: string; state: string; count: number }[]> {
  return executeRows(
    handle.db,
    sql`select name, state::text, count(*)::int as count from pgboss.job group by 1, 2 order by name, state::text`,
  );
}

/** A handler that stays in each job until it is let go. */
function gate() {
  const running: string[] = [];
  const waiting: (() => void)[] = [];
  return {
    running,
    enter: (key: string) =>
      new Promise<void>((resolve) => {
        running.push(key);
        waiting.push(() => {
          running.splice(running.indexOf(key), 1);
          resolve();
        });
      }),
    release: () => waiting.shift()?.(),
  };
}

test("a job runs if and only if the transaction that enqueued it commits", async () => {
  const handled: string[] = [];
  await queue.work("ingest", { concurrency: 1 }, async ({ documentId }) => void handled.push(documentId));

  const rolledBack = handle.db.transaction(async (tx) => {
    const account = await anAccount(tx);
    await queue.enqueue(tx, "ingest", { accountId: account.id, documentId: "doc_rolled_back" });
    throw new Error("rolled back");
  });
  await expect(rolledBack).rejects.toThrow("rolled back");
  await handle.db.transaction(async (tx) => {
    const account = await anAccount(tx, { id: "acc_kept" });
    await queue.enqueue(tx, "ingest", { accountId: account.id, documentId: "doc_committed" });
    expect(handled).toEqual([]);
  });

  await eventually(() => expect(handled).toEqual(["doc_committed"]));
  expect(await handle.db.$count(accounts)).toBe(1);
  await eventually(async () => expect(await jobs()).toEqual([{ name: "ingest", state: "completed", count: 1 }]));
});

test("a message that arrives while its conversation is being answered leads to another run, after the first", async () => {
  const doors = gate();
  const runs: string[] = [];
  await queue.work("answer", { concurrency: 3 }, async ({ conversationId }) => {
    runs.push(conversationId);
    await doors.enter(conversationId);
  });
  await answer("cnv_1");
  await eventually(() => expect(doors.running).toEqual(["cnv_1"]));
  await answer("cnv_1");
  // The other conversation arriving proves that the workers have looked meanwhile and left cnv_1 alone.
  await answer("cnv_2");
  await eventually(() => expect(doors.running).toEqual(["cnv_1", "cnv_2"]));
  expect(runs).toEqual(["cnv_1", "cnv_2"]);

  doors.release();
  await eventually(() => expect(runs).toEqual(["cnv_1", "cnv_2", "cnv_1"]));
  doors.release();
  doors.release();
});

test("under load no key overlaps, keys run side by side, and every row is drained in order", async () => {
  const rows: { key: string; seq: number; isDone: boolean }[] = [];
  const done: Record<string, number[]> = {};
  const active = new Map<string, number>();
  let mostPerKey = 0;
  let mostAtOnce = 0;
  let failures = 0;
  await queue.work("answer", { concurrency: 4 }, async ({ conversationId: key }) => {
    active.set(key, (active.get(key) ?? 0) + 1);
    mostPerKey = Math.max(mostPerKey, active.get(key) ?? 0);
    mostAtOnce = Math.max(mostAtOnce, [...active.values()].filter((count) => count > 0).length);
    try {
      for (;;) {
        const row = rows.find((candidate) => candidate.key === key && !candidate.isDone);
        if (!row) return;
        await handle.db.execute(sql`select pg_sleep(0.002)`);
        if (row.seq === 5 && failures++ < 2) throw new Error("comes back");
        row.isDone = true;
        done[key] = [...(done[key] ?? []), row.seq];
      }
    } finally {
      active.set(key, (active.get(key) ?? 0) - 1);
    }
  });
  for (let seq = 0; seq < 12; seq++) {
    for (const key of ["cnv_a", "cnv_b", "cnv_c"]) {
      rows.push({ key, seq, isDone: false });
      await answer(key);
    }
  }
  const inOrder = Array.from({ length: 12 }, (_, seq) => seq);
  await eventually(() => expect(done).toEqual({ cnv_a: inOrder, cnv_b: inOrder, cnv_c: inOrder }));
  expect(mostPerKey).toBe(1);
  expect(mostAtOnce).toBeGreaterThan(1);
});

test("a backlog is worked off at once, not one job per poll", ON_A_BUSY_MACHINE, async () => {
  const keys = ["cnv_1", "cnv_2", "cnv_3", "cnv_4", "cnv_5"];
  for (const key of keys) await answer(key);
  const runs: string[] = [];
  await queue.work("answer", { concurrency: 1 }, async ({ conversationId }) => void runs.push(conversationId));
  // A poll every two seconds would take eight.
  await vi.waitFor(() => expect(runs.toSorted()).toEqual(keys), { timeout: 5_000 });
});

test("jobs that come while all workers are idle run side by side at once", ON_A_BUSY_MACHINE, async () => {
  const { running, enter, release } = gate();
  await queue.work("answer", { concurrency: 3 }, ({ conversationId }) => enter(conversationId));
  // Each worker looks once when it begins, and then waits for two seconds unless it is woken.
  await answer("cnv_before");
  await eventually(() => expect(running).toHaveLength(1));
  release();
  await eventually(() => expect(running).toHaveLength(0));
  for (const key of ["cnv_1", "cnv_2", "cnv_3"]) await answer(key);
  await vi.waitFor(() => expect(running.toSorted()).toEqual(["cnv_1", "cnv_2", "cnv_3"]), { timeout: 1_500 });
  for (let count = 0; count < 3; count++) release();
});

test("a delayed job waits for its time and then runs without waiting for a poll", ON_A_BUSY_MACHINE, async () => {
  const runs: { id: string; lateMs: number }[] = [];
  let due = 0;
  await queue.work("answer", { concurrency: 1 }, async ({ conversationId }) => {
    runs.push({ id: conversationId, lateMs: Date.now() - due });
  });
  // After a job the worker looks once more and then waits for two seconds, unless it is woken.
  await answer("cnv_now");
  await eventually(() => expect(runs).toHaveLength(1));
  due = Date.now() + 300;
  await answer("cnv_later", { startAfter: new Date(due) });
  await vi.waitFor(() => expect(runs).toHaveLength(2), { timeout: 5_000, interval: 10 });
  expect(runs[1]?.lateMs).toBeGreaterThanOrEqual(0);
  expect(runs[1]?.lateMs).toBeLessThan(1_300);
});

test("a failing job is tried again, and its attempts are counted", async () => {
  const attempts: { number: number; isLast: boolean }[] = [];
  await queue.work("answer", { concurrency: 1 }, async (_data, _signal, attempt) => {
    attempts.push(attempt);
    if (attempts.length === 1) throw new Error("the model is away");
  });
  await answer("cnv_1");
  await eventually(() => expect(attempts.map(({ number }) => number)).toEqual([1, 2]));
  await eventually(async () => expect(await jobs()).toEqual([{ name: "answer", state: "completed", count: 1 }]));
});

test("a job that fails every time ends in the dead letter queue, and its key is free for the next", async () => {
  const attempts: boolean[] = [];
  await queue.work("answer", { concurrency: 1 }, async (_data, _signal, attempt) => {
    attempts.push(attempt.isLast);
    if (attempts.length === 1) throw new Error("never works");
  });
  await answer("cnv_1", { startAfter: new Date(Date.now() + 60_000) });
  // The last try, at once, instead of a quarter of an hour of them.
  await handle.db.execute(sql`update pgboss.job set retry_limit = 0, start_after = now()`);
  await eventually(async () => expect(await jobs()).toContainEqual({ name: "dead", state: "created", count: 1 }));
  expect(attempts).toEqual([true]);

  await answer("cnv_1");
  await eventually(() => expect(attempts).toHaveLength(2));
});

test("stop lets a running job finish and takes no new one", async () => {
  const doors = gate();
  const runs: string[] = [];
  let wasAborted = false;
  await queue.work("answer", { concurrency: 1 }, async ({ conversationId }, signal) => {
    runs.push(conversationId);
    await doors.enter(conversationId);
    wasAborted = signal.aborted;
  });
  await answer("cnv_1");
  await eventually(() => expect(doors.running).toEqual(["cnv_1"]));
  const stopped = queue.stop({ timeoutMs: 5_000 });
  await answer("cnv_2");
  doors.release();
  await stopped;

  expect(runs).toEqual(["cnv_1"]);
  expect(wasAborted).toBe(false);
  expect(await jobs()).toEqual([
    { name: "answer", state: "completed", count: 1 },
    { name: "answer", state: "created", count: 1 },
  ]);
});

test("a job that does not finish in time is told so and returns to the queue, for whoever starts next", async () => {
  const started: string[] = [];
  await queue.work("ingest", { concurrency: 1 }, async ({ documentId }, signal) => {
    started.push(documentId);
    await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
  });
  await queue.enqueue(handle.db, "ingest", { accountId: "acc_1", documentId: "doc_1" });
  await eventually(() => expect(started).toEqual(["doc_1"]));
  // Its last try: a stop must not use it up.
  await handle.db.execute(sql`update pgboss.job set retry_limit = 0`);
  await queue.stop({ timeoutMs: 1_000 });
  expect(await jobs()).toEqual([{ name: "ingest", state: "retry", count: 1 }]);

  queue = createJobQueue(handle, silentLogger());
  await queue.start();
  const finished: string[] = [];
  await queue.work("ingest", { concurrency: 1 }, async ({ documentId }) => void finished.push(documentId));
  await eventually(() => expect(finished).toEqual(["doc_1"]));
});

test("a job that was running when the process was killed runs again after the next start", async () => {
  await answer("cnv_1");
  // What the tables look like when the process dies in the middle of a job.
  await handle.db.execute(sql`update pgboss.job set state = 'active', started_on = now()`);
  const restarted = createJobQueue(handle, silentLogger());
  await restarted.start();
  const runs: string[] = [];
  await restarted.work("answer", { concurrency: 1 }, async ({ conversationId }) => void runs.push(conversationId));
  await eventually(() => expect(runs).toEqual(["cnv_1"]));
  await restarted.stop({ timeoutMs: 2_000 });
});

test("a payload that does not fit its job is refused when it is enqueued", async () => {
  const wrong = queue.enqueue(handle.db, "answer", { accountId: "acc_1" } as never);
  await expect(wrong).rejects.toThrow("conversationId");
});

describe("the reading of documents", () => {
  const READING = { concurrency: 2, perOwner: 1 };
  const read = (accountId: string, documentId: string, priority = 0) =>
    queue.enqueue(handle.db, "ingest", { accountId, documentId }, { priority });

  test("leaves one of two places to other accounts, however many documents of one wait", async () => {
    const doors = gate();
    for (const document of ["doc_a1", "doc_a2", "doc_a3"]) await read("acc_a", document);
    await queue.work("ingest", READING, ({ documentId }) => doors.enter(documentId));
    await eventually(() => expect(doors.running).toEqual(["doc_a1"]));
    // The second place is free: whoever comes now is read at once.
    await read("acc_b", "doc_b1");
    await eventually(() => expect(doors.running).toEqual(["doc_a1", "doc_b1"]));
    doors.release();
    await eventually(() => expect(doors.running).toEqual(["doc_b1", "doc_a2"]));
    for (let count = 0; count < 3; count++) {
      doors.release();
      await eventually(() => expect(doors.running.length).toBeLessThan(2));
    }
    await eventually(() => expect(doors.running).toEqual(["doc_a3"]));
    doors.release();
  });

  test("takes those of a higher priority first, and the oldest among equals", async () => {
    const runs: string[] = [];
    await read("acc_a", "doc_a1", -1);
    await read("acc_a", "doc_a2", -2);
    await read("acc_a", "doc_a3", -3);
    await read("acc_b", "doc_b1", -1);
    await read("acc_b", "doc_b2", -2);
    await queue.work("ingest", { concurrency: 1 }, async ({ documentId }) => void runs.push(documentId));
    await eventually(() => expect(runs).toEqual(["doc_a1", "doc_b1", "doc_a2", "doc_b2", "doc_a3"]));
  });
});
