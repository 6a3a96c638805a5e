import type { AnswerSettings } from "@/domain/agent/settings";
import type { Actor } from "../audit/actor";
import { recordAudit } from "../audit/service";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import { describeVersion, settingsToTry } from "./answered-with";
import { getDraftSettings } from "./draft-settings";
import * as queries from "./queries";
import { type ReplayDeps, replay } from "./replay";
import { findUsage } from "./usage-queries";

export type ConfigurationService = ReturnType<typeof createConfigurationService>;

/** As many as anybody goes back to; all of them stay stored. */
const SHOWN_VERSIONS = 50;

interface ByActor {
  accountId: string;
  actor: Actor;
}

interface ConfigurationDeps extends ReplayDeps {
  /** The model that writes an account's answers unless its settings name another one; null: none is set up. */
  defaultModelOf(accountId: string): Promise<string | null>;
  now: () => Date;
}

/**
 * How an account's bot answers, as versions: a draft that the team prepares, and what was published. The bot answers with
 * the newest version; rolling back publishes a copy of an earlier one, so that nothing is ever lost.
 */
export function createConfigurationService(deps: ConfigurationDeps) {
  const { db, now } = deps;

  /** Changes drafts and versions one at a time, with its audit entry. @throws AppError not_found */
  const change = <Outcome>(
    { accountId }: ByActor,
    act: (tx: Database, live: { version: number; settings: AnswerSettings }) => Promise<Outcome>,
  ): Promise<Outcome> =>
    db.transaction(async (tx) => {
      const live = await queries.lockConfiguration(tx, accountId);
      if (!live) throw new AppError("not_found", "This account doesn't exist any more.");
      const outcome = await act(tx, live);
      await publishChange(tx, { accountId, topic: "account", id: accountId });
      return outcome;
    });

  async function publishVersion(
    tx: Database,
    { accountId, actor }: ByActor,
    version: { version: number; settings: AnswerSettings; note?: string | null; restoredFrom?: number },
  ): Promise<void> {
    const { note = null, restoredFrom = null } = version;
    await queries.insertVersion(tx, { accountId, ...version, note, restoredFrom, publishedBy: actor.userId });
    await recordAudit(tx, {
      accountId,
      actor,
      action: restoredFrom === null ? "config.published" : "config.restored",
      target: { kind: "config", id: String(version.version), name: `version ${version.version}` },
      after: { version: version.version, ...(note ? { note } : {}), ...(restoredFrom ? { restoredFrom } : {}) },
    });
  }

  return {
    /** What the bot answers with, the draft if there is one, the versions, and what models took today. */
    async read(accountId: string) {
      const { settings, version } = await readLive(db, accountId);
      const [draft, versions, usage, defaultModel] = await Promise.all([
        queries.findDraftToShow(db, accountId),
        queries.listVersions(db, accountId, SHOWN_VERSIONS),
        findUsage(db, { accountId, day: dayOf(now()) }),
        deps.defaultModelOf(accountId),
      ]);
      return {
        live: { version, settings },
        draft: draft && {
          settings: draft.settings,
          revision: draft.revision,
          savedAt: draft.savedAt,
          savedBy: draft.saverName ?? draft.saverEmail,
        },
        versions: versions.map(({ publisherName, publisherEmail, ...row }) => ({
          ...row,
          publishedBy: publisherName ?? publisherEmail,
        })),
        /** Null: no model is set up, so answers are picked from the documents whatever is chosen. */
        defaultModel,
        tokensToday: usage.inputTokens + usage.outputTokens,
      };
    },

    /**
     * Stores the team's draft. `revision` is that of the draft the change began from, 0 when there was none.
     * @throws AppError conflict when somebody else saved or published it meanwhile
     */
    saveDraft: (ask: ByActor & { settings: AnswerSettings; revision: number }): Promise<{ revision: number }> =>
      change(ask, async (tx) => {
        const { accountId, actor, settings } = ask;
        await expectRevision(tx, ask);
        const revision = ask.revision + 1;
        await queries.writeDraft(tx, { accountId, settings, revision, savedBy: actor.userId, savedAt: now() });
        await recordAudit(tx, { accountId, actor, action: "config.draftSaved", target: DRAFT });
        return { revision };
      }),

    /** Nothing when there is none. */
    discardDraft: (ask: ByActor): Promise<void> =>
      change(ask, async (tx) => {
        if (!(await queries.findDraft(tx, ask.accountId))) return;
        await queries.deleteDraft(tx, ask.accountId);
        await recordAudit(tx, { ...ask, action: "config.draftDiscarded", target: DRAFT });
      }),

    /**
     * Makes the draft the version that the bot answers with from the next message on.
     * @throws AppError conflict when the draft or the version in use is not the one that was looked at
     */
    publish: (ask: ByActor & { revision: number; liveVersion: number; note: string | null }) =>
      change(ask, async (tx, live) => {
        const draft = await expectRevision(tx, ask);
        if (!draft) throw new AppError("conflict", "There is no draft any more: somebody published or discarded it.");
        expectVersion(live, ask);
        const version = live.version + 1;
        await publishVersion(tx, ask, { version, settings: draft.settings, note: ask.note });
        await queries.deleteDraft(tx, ask.accountId);
        return { version };
      }),

    /** Publishes a copy of an earlier version. A draft stays as it is. @throws AppError conflict, not_found */
    restore: (ask: ByActor & { version: number; liveVersion: number }) =>
      change(ask, async (tx, live) => {
        expectVersion(live, ask);
        const earlier = await queries.findVersion(tx, ask);
        if (!earlier) throw new AppError("not_found", "This version is no longer here.");
        if (earlier.version === live.version) throw new AppError("conflict", "This version is in use already.");
        const version = live.version + 1;
        await publishVersion(tx, ask, { version, settings: earlier.settings, restoredFrom: earlier.version });
        return { version };
      }),

    /** What the playground answers with: see answered-with.ts. */
    settingsToTry: (ask: { accountId: string; which: "published" | "draft" }) => settingsToTry(db, ask),

    describeVersion: (key: { accountId: string; version: number }) => describeVersion(db, key),

    draftSettings: (accountId: string) => getDraftSettings(db, accountId),

    replay: (ask: { accountId: string; limit: number }, signal: AbortSignal) => replay(deps, ask, signal),
  };
}

const DRAFT = { kind: "config", id: "draft", name: null };

/** The day that a budget counts by, in UTC: YYYY-MM-DD. */
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

async function readLive(db: Database, accountId: string) {
  const live = await queries.findLive(db, accountId);
  if (!live) throw new AppError("not_found", "This account doesn't exist any more.");
  return live;
}

async function expectRevision(tx: Database, { accountId, revision }: { accountId: string; revision: number }) {
  const draft = await queries.findDraft(tx, accountId);
  if ((draft?.revision ?? 0) !== revision)
    throw new AppError("conflict", "Somebody else changed the draft meanwhile. Look at it as it is now, then go on.");
  return draft;
}

function expectVersion(live: { version: number }, { liveVersion }: { liveVersion: number }): void {
  if (live.version !== liveVersion)
    throw new AppError("conflict", "Another version was published meanwhile. Look at what is in use now, then go on.");
}
