import type { AuditAction } from "@/domain/access/audit-actions";
import { REFUSAL_MESSAGES } from "@/domain/knowledge/web/refusal";
import { checkTypedAddress } from "@/domain/knowledge/web/url-policy";
import { nextReadingAt, type RecrawlHours, type WebSourceMode } from "@/domain/knowledge/web/web-source";
import type { Actor } from "../../audit/actor";
import { recordAudit } from "../../audit/service";
import { publishChange } from "../../db/changes";
import type { Database } from "../../db/client";
import { newId } from "../../db/ids";
import { AppError } from "../../errors";
import { deleteSourceDocument } from "../source-documents";
import * as queries from "./queries";
import { type ReadSourceDeps, readSource } from "./read-source";

/** Of one account: each is read by requests to somebody else's machine. */
const MAX_SOURCES = 100;
/** A reading that has told nothing for so long has lost its job: pages take seconds. */
const STUCK_AFTER_MS = 90 * 60_000;

interface ByActor {
  actor: Actor;
}
type ActOn = queries.WebSourceKey & ByActor;

export interface NewWebSource extends ByActor {
  accountId: string;
  /** As typed. */
  address: string;
  mode: WebSourceMode;
  recrawlEveryHours: RecrawlHours;
}

export type WebSourceService = ReturnType<typeof createWebSourceService>;

/** The web addresses that an account's knowledge is read from. Each page of theirs is a document. */
export function createWebSourceService(deps: ReadSourceDeps) {
  const { db, now } = deps;
  const begin = async (tx: Database, key: queries.WebSourceKey) => {
    const isBegun = await queries.beginReading(tx, key, now());
    if (isBegun) await enqueue(deps, tx, key);
    return isBegun;
  };
  return {
    /**
     * Adds an address and has it read.
     * @throws AppError bad_request with the words for an address that is never read; conflict when it is there already
     */
    add: (source: NewWebSource) => addSource(deps, source),

    /** Newest first. */
    list: (accountId: string) => queries.listWebSources(db, accountId),

    /** Where each document was read that is a page of the web. */
    listPages: (accountId: string) => queries.listPageOrigins(db, accountId),

    /** Has it read once more, unless that is being done already. */
    readNow: ({ actor, ...key }: ActOn): Promise<void> =>
      db.transaction(async (tx) => {
        const { address } = await getSource(tx, key);
        if (await begin(tx, key)) await audit(tx, { ...key, actor, address, action: "knowledge.siteRead" });
      }),

    /** Says how often it is read again by itself; null: never. The time counts from the last reading. */
    setSchedule: ({ actor, hours, ...key }: ActOn & { hours: RecrawlHours }): Promise<void> =>
      db.transaction(async (tx) => {
        const { address, state, lastReadAt, recrawlEveryHours } = await getSource(tx, key);
        const nextAt = state === "reading" ? null : nextReadingAt(lastReadAt ?? now(), hours);
        await queries.updateWebSource(tx, key, { recrawlEveryHours: hours, nextAt });
        const change = { before: { everyHours: recrawlEveryHours }, after: { everyHours: hours } };
        await audit(tx, { ...key, actor, address, action: "knowledge.siteScheduled", ...change });
        await tell(tx, key);
      }),

    /** Ends the reading that goes on; the pages that were read stay. Nothing when none does. */
    cancel: ({ actor, ...key }: ActOn): Promise<void> =>
      db.transaction(async (tx) => {
        const { address, recrawlEveryHours, reading } = await getSource(tx, key);
        const nextAt = nextReadingAt(now(), recrawlEveryHours);
        const change = { state: "idle", stoppedBy: "cancelled", nextAt } as const;
        if (!(await queries.updateReading(tx, { ...key, reading }, change))) return;
        await audit(tx, { ...key, actor, address, action: "knowledge.siteCancelled" });
        await tell(tx, key);
      }),

    /** With all its pages: the bot stops answering from them. */
    remove: (act: ActOn): Promise<void> => removeSource(deps, act),

    /** The job: see read-source.ts. */
    readSource: (key: queries.WebSourceKey, signal: AbortSignal, options: { isLastAttempt: boolean }) =>
      readSource(deps, key, { signal, ...options }),

    /** Has all sources read whose time has come, of all accounts; and those again whose job was lost. */
    async readDue(): Promise<void> {
      for (const key of await queries.listDueSources(db, now())) await db.transaction((tx) => begin(tx, key));
      const quietSince = new Date(now().getTime() - STUCK_AFTER_MS);
      for (const key of await queries.listStuckSources(db, quietSince))
        await db.transaction(async (tx) => {
          // As a sign of life, so that the next round doesn't do the same.
          await queries.updateWebSource(tx, key, { updatedAt: now() });
          await enqueue(deps, tx, key);
        });
    },
  };
}

async function addSource(deps: ReadSourceDeps, { accountId, address, mode, ...source }: NewWebSource) {
  const { db, now } = deps;
  const typed = address.replace(/\p{Cc}/gu, "").trim();
  const check = checkTypedAddress(typed);
  if (!check.ok) throw new AppError("bad_request", REFUSAL_MESSAGES[check.reason]);
  const key = { accountId, webSourceId: newId("webSource") };
  const { actor, recrawlEveryHours } = source;
  await db.transaction(async (tx) => {
    if ((await queries.listWebSources(tx, accountId)).length >= MAX_SOURCES)
      throw new AppError("bad_request", `An account can have ${MAX_SOURCES} web addresses. Delete one to add another.`);
    const isNew = await queries.insertWebSource(tx, {
      id: key.webSourceId,
      accountId,
      address: typed,
      url: check.url,
      mode,
      recrawlEveryHours,
      state: "reading",
      startedAt: now(),
      createdBy: actor.userId,
    });
    if (!isNew) throw new AppError("conflict", "This address is already here. Its menu has “Read again now”.");
    await enqueue(deps, tx, key);
    await audit(tx, { ...key, actor, address: typed, action: "knowledge.siteAdded" });
  });
  return { webSourceId: key.webSourceId };
}

/**
 * Page by page, each at once and for good: what is left of a long one when the process is killed is deleted by asking
 * again. A reading that goes on is ended first, so that it adds nothing in between.
 */
async function removeSource({ db }: ReadSourceDeps, { actor, ...key }: ActOn): Promise<void> {
  const source = await getSource(db, key);
  await queries.updateWebSource(db, key, { state: "idle", reading: source.reading + 1, nextAt: null });
  for (const { documentId } of await queries.listPages(db, key))
    await db.transaction((tx) => deleteSourceDocument(tx, { accountId: key.accountId, documentId }));
  await db.transaction(async (tx) => {
    await queries.deleteWebSourceRow(tx, key);
    await audit(tx, { ...key, actor, address: source.address, action: "knowledge.siteDeleted" });
    await tell(tx, key);
  });
}

async function getSource(db: Database, key: queries.WebSourceKey): Promise<queries.WebSourceRow> {
  const source = await queries.findWebSource(db, key);
  if (!source) throw new AppError("not_found", "This web address is no longer here.");
  return source;
}

async function enqueue({ queue }: ReadSourceDeps, tx: Database, key: queries.WebSourceKey): Promise<void> {
  await queue.enqueue(tx, "crawl", key);
  await tell(tx, key);
}

const tell = (tx: Database, { accountId, webSourceId }: queries.WebSourceKey) =>
  publishChange(tx, { accountId, topic: "document", id: webSourceId });

interface Entry extends ActOn {
  address: string;
  action: AuditAction;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

async function audit(tx: Database, { accountId, webSourceId, address, ...entry }: Entry): Promise<void> {
  await recordAudit(tx, { ...entry, accountId, target: { kind: "web_source", id: webSourceId, name: address } });
}
