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

const SEED = 20_261_127;
/** PARLEY_KILLS asks for more; the documents in turns need six for each case to come up. */
const KILLS = Number(process.env.PARLEY_KILLS ?? 6);
/** A document that was interrupted so often is given up. */
const INTERRUPTIONS_TO_FAIL = 4;
/** Of the documents in turns, unless they come to their end before. */
const INTERRUPTIONS = [INTERRUPTIONS_TO_FAIL, 1, 3, 2];
const MAX_DOCUMENTS = KILLS + 5;
/** Written in three parts. */
const MAX_CHUNKS = 72;
/** Some statements take as long: kills come in the middle of statements too. */
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

/** A process that reads one document after the other; what it recovers dies at the point. */
class Reader {
  readonly #child: ChildProcess;
  readonly #exited: Promise<undefined>;

  constructor(killPoint: KillPoint) {
    this.#child = fork(path.join(programsDir, "reader.js"), [dataDir, accountId, JSON.stringify(killPoint)], {
      cwd: projectPath(),
      execArgv: [],
      // Most of a start is reading modules, which are the same every time.
      env: { ...process.env, NODE_COMPILE_CACHE: path.join(folder, "compiled") },
    });
    this.#exited = once(this.#child, "exit").then(() => undefined);
    running = this;
  }

  add(document: ReaderRequest["document"], killPoint: KillPoint): void {
    this.#child.send({ document, killPoint } satisfies ReaderRequest);
  }

  /** Resolves when the document is ready or failed, to the messages that took; undefined when the process died before. */
  ended(name: string): Promise<number | undefined> {
    const { promise, resolve } = Promise.withResolvers<number>();
    const hear = (news: ReaderNews) => {
      if (news.name === name) resolve(news.messages);
    };
    this.#child.on("message", hear);
    return Promise.race([promise, this.#exited]).finally(() => this.#child.off("message", hear));
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }
}

/** Long enough to be a chunk by itself. */
const textOf = (number: number) =>
  `Article ${number} costs ${(number * 37) % 91} euros. It is ${["red", "green", "blue"][number % 3]} and fits ${number % 7} people. Ask for it at the counter.`;
const section = (number: number) => `## Article ${number}\n\n${textOf(number)}`;

function aCatalogue(number: number, chunks: number) {
  const sections = Array.from({ length: chunks }, (_, index) => section(index));
  return { name: `Catalogue ${number}.md`, text: [`# Catalogue ${number}`, ...sections].join("\n\n"), chunks };
}

test("documents whose reading is killed anywhere are read after a restart, or given up, and nothing is left of what broke off", async ({
  annotate,
}) => {
  const random = seeded(SEED);
  const catalogues = [aCatalogue(0, MAX_CHUNKS)];
  const interruptions = new Map<string, number>();
  const killPoints: number[] = [];
  let reader = new Reader(NO_KILL);
  let ended = reader.ended("Catalogue 0.md");
  reader.add(catalogues[0]!, NO_KILL);
  const allMessages = (await ended)!;

  const aKillPoint = (chunks: number, reach: number) => ({
    message: random.between(1, Math.ceil((allMessages * reach * chunks) / MAX_CHUNKS)),
    laterMs: random.between(0, MAX_LATER_MS),
  });
  while (killPoints.length < KILLS && catalogues.length < MAX_DOCUMENTS) {
    const timesToKill = INTERRUPTIONS[(catalogues.length - 1) % INTERRUPTIONS.length]!;
    // One that is to be given up must not come to its end before.
    const reach = timesToKill === INTERRUPTIONS_TO_FAIL ? 0.5 : 1;
    const catalogue = aCatalogue(catalogues.length, random.between(MAX_CHUNKS / 3, MAX_CHUNKS));
    const { name, chunks } = catalogue;
    catalogues.push(catalogue);
    for (let times = 0; times <= timesToKill; times++) {
      const isKilled = times < timesToKill && killPoints.length < KILLS;
      const killPoint = isKilled ? aKillPoint(chunks, reach) : NO_KILL;
      if (times > 0) reader = new Reader(killPoint);
      ended = reader.ended(name);
      if (times === 0) reader.add(catalogue, killPoint);
      if ((await ended) !== undefined) break;
      killPoints.push(killPoint.message!);
      interruptions.set(name, times + 1);
    }
  }
  await reader.kill();
  await annotate(`seed ${SEED}: killed at messages ${killPoints.join(", ")} of at most ${allMessages}`);
  expect(killPoints.length).toBe(KILLS);

  await withDatabase(async (db) => {
    const documents = await db.query.documents.findMany();
    expect(documents).toHaveLength(catalogues.length);
    for (const { id, name, status, generation } of documents) {
      const wasGivenUp = interruptions.get(name) === INTERRUPTIONS_TO_FAIL;
      expect({ name, status }).toEqual({ name, status: wasGivenUp ? "failed" : "ready" });
      const { chunks } = catalogues.find((catalogue) => catalogue.name === name)!;
      const wanted = Array.from({ length: chunks }, (_, position) => ({
        generation,
        position,
        text: textOf(position),
      }));
      expect(await chunksOf(db, id)).toEqual(wasGivenUp ? [] : wanted);
    }
    expect(documents.filter(({ status }) => status === "failed")).not.toEqual([]);
    const { counted, stored } = await countedAndStored(db, accountId);
    expect(stored).toEqual(counted);
  });
}, 600_000);

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
