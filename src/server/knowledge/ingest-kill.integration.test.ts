import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migratedSnapshot } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { KillPoint, ReaderNews, ReaderRequest } from "@/test/ingest-until-killed";
import { seeded } from "../../../scripts/bench/knowledge/seeded";
import { bundleServer } from "../../../scripts/bundle-server";
import { type Database, openDatabase } from "../db/client";
import { documentChunks } from "../db/schema";
import { silentLogger } from "../logger";
import { projectPath } from "../project-root";
import { countedAndStored } from "./fixtures/knowledge-setup";

/**
 * Kills per round. In a round four documents are read at once, so that a kill interrupts up to four readings, each at
 * another place; and a start of the process is both the recovery from a kill and what the next one interrupts.
 */
const KILLS = [1, 1, 2, 4];
const KILL_POINTS = 20;
/** A document that was interrupted so often is given up. */
const INTERRUPTIONS_TO_FAIL = 4;
/** Chunks of the documents of a round, some of which come further than others before a kill. */
const SIZES = [40, 120, 200, 320];
/** Ten statements or so take as long: kills come in the middle of statements too. */
const MAX_LATER_MS = 15;
const NO_KILL: KillPoint = { message: null, laterMs: 0 };

let folder: string;
let programsDir: string;
let dataDir: string;
let accountId: string;
let running: Reader | undefined;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "parley-kill-"));
  dataDir = path.join(folder, "database");
  // Inside the project, where packages are found; built, because a process from source takes seconds to start.
  programsDir = projectPath("node_modules/.cache/parley", path.basename(folder));
  await bundleServer(programsDir, { reader: "src/test/ingest-until-killed.ts" });
  await withDatabase(async (db) => {
    accountId = (await anAccount(db)).id;
  });
});
afterAll(async () => {
  await running?.kill();
  for (const each of [folder, programsDir]) rmSync(each, { recursive: true, force: true });
});

async function withDatabase<Output>(work: (db: Database) => Promise<Output>): Promise<Output> {
  const handle = await openDatabase({ dataDir, snapshot: await migratedSnapshot(), logger: silentLogger() });
  return work(handle.db).finally(() => handle.close());
}

/** A process that reads; what it recovers dies at the point. */
class Reader {
  readonly #child: ChildProcess;
  readonly #exited: Promise<undefined>;
  /** As last told. */
  messages = 0;

  constructor(killPoint: KillPoint) {
    this.#child = fork(path.join(programsDir, "reader.js"), [dataDir, accountId, JSON.stringify(killPoint)], {
      cwd: projectPath(),
      execArgv: [],
    });
    this.#exited = once(this.#child, "exit").then(() => undefined);
    running = this;
  }

  add(request: ReaderRequest): void {
    this.#child.send(request);
  }

  /** Resolves when all of them are ready or failed, or the process dies before; to those that are. */
  ended(names: ReadonlySet<string>): Promise<Set<string>> {
    const ended = new Set<string>();
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#child.on("message", ({ name, messages }: ReaderNews) => {
      this.messages = messages;
      // One that had ended just before the kill is told again.
      if (names.has(name)) ended.add(name);
      if (ended.size === names.size) resolve(undefined);
    });
    return Promise.race([promise, this.#exited]).then(() => ended);
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }
}

const sentenceOf = (number: number) =>
  `Article ${number} costs ${(number * 37) % 91} euros. It is ${["red", "green", "blue"][number % 3]} and fits ${number % 7} people.`;
const section = (number: number) => `## Article ${number}\n\n${sentenceOf(number)}`;
const documentsOf = (round: number) =>
  SIZES.map((size) => ({
    name: `Catalogue ${round} of ${size}.md`,
    text: [`# Catalogue ${round}`, ...Array.from({ length: size }, (_, index) => section(index))].join("\n\n"),
  }));

test("documents whose reading is killed anywhere are read after a restart, or given up, and nothing is left of what broke off", async ({
  annotate,
}) => {
  const random = seeded(20_261_127);
  const interruptions = new Map<string, number>();
  const killPoints: number[] = [];
  let reader = new Reader(NO_KILL);
  const add = (documents: ReaderRequest["documents"], killPoint: KillPoint) => {
    const ended = reader.ended(new Set(documents.map(({ name }) => name)));
    reader.add({ documents, killPoint });
    return ended;
  };
  await add(documentsOf(0), NO_KILL);
  const allMessages = reader.messages;

  for (const [index, kills] of KILLS.entries()) {
    /** Where documents are to be given up, readings must not come to their end. */
    const reach = kills < INTERRUPTIONS_TO_FAIL ? 0.9 : 0.3;
    const point = () => ({
      message: random.between(1, Math.floor(allMessages * reach)),
      laterMs: random.between(0, MAX_LATER_MS),
    });
    const documents = documentsOf(index + 1);
    const unfinished = new Set(documents.map(({ name }) => name));
    let killPoint = point();
    let ended = add(documents, killPoint);
    for (let kill = 1; kill <= kills; kill++) {
      for (const name of await ended) unfinished.delete(name);
      // They may have come to their end a little before the point; then this is the point.
      await reader.kill();
      for (const name of unfinished) {
        interruptions.set(name, (interruptions.get(name) ?? 0) + 1);
        killPoints.push(killPoint.message);
      }
      killPoint = point();
      reader = new Reader(kill < kills ? killPoint : NO_KILL);
      ended = reader.ended(new Set(unfinished));
    }
    for (const name of await ended) unfinished.delete(name);
    expect([...unfinished]).toEqual([]);
  }
  await reader.kill();
  await annotate(`readings interrupted at messages ${killPoints.join(", ")} of about ${allMessages}`);
  expect(killPoints.length).toBeGreaterThanOrEqual(KILL_POINTS);

  await withDatabase(async (db) => {
    const documents = await db.query.documents.findMany();
    expect(documents).toHaveLength((KILLS.length + 1) * SIZES.length);
    for (const { id, name, status, generation } of documents) {
      const size = Number(/of (\d+)/.exec(name)?.[1]);
      const wasGivenUp = (interruptions.get(name) ?? 0) >= INTERRUPTIONS_TO_FAIL;
      expect({ name, status }).toEqual({ name, status: wasGivenUp ? "failed" : "ready" });
      const wanted = Array.from({ length: size }, (_, position) => ({
        generation,
        position,
        text: sentenceOf(position),
      }));
      expect(await chunksOf(db, id)).toEqual(wasGivenUp ? [] : wanted);
    }
    expect(documents.filter(({ status }) => status === "failed")).not.toEqual([]);
    const { counted, stored } = await countedAndStored(db, accountId);
    expect(stored).toEqual(counted);
  });
}, 300_000);

/** Those that are not to be found are among them. */
const chunksOf = (db: Database, documentId: string) =>
  db
    .select({
      generation: documentChunks.generation,
      position: documentChunks.position,
      text: documentChunks.text,
    })
    .from(documentChunks)
    .where(eq(documentChunks.documentId, documentId))
    .orderBy(documentChunks.position);
