import { keyEnding, type ProviderInput } from "@/domain/agent/model-provider";
import { PROVIDER_PRESETS } from "@/domain/agent/model-provider-presets";
import { checkModelServer, isAllowedHost, messageOf } from "@/domain/agent/model-server-url";
import type { WebRefusal } from "@/domain/knowledge/web/refusal";
import { keyLostWords } from "@/domain/words/model-provider";
import { getAccount } from "../accounts/service";
import type { ModelServer } from "../agent/model-servers";
import type { Trial, TryModel } from "../agent/try-model";
import type { Actor } from "../audit/actor";
import { recordAudit } from "../audit/service";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import type { RateLimiter } from "../rate-limit/service";
import { sayEnglish } from "../say-english";
import { seal, unseal } from "../seal";
import { ownServer, sealContext } from "./find-models";
import * as queries from "./queries";

export interface ModelProviderDeps {
  db: Database;
  secretKey: Uint8Array;
  /** The one Parley was set up with; null: none. */
  installed: ModelServer | null;
  /** Hosts that the installation allows, as `host:port`: see checkModelServer. */
  allowedHosts: readonly string[];
  /** How servers that accounts name are reached. */
  fetch: typeof fetch;
  /** Whether a name leads to where nothing of an account may go; undefined: it doesn't, or nobody knows at present. */
  findPrivateAddress(url: URL): Promise<WebRefusal | undefined>;
  tryModel: TryModel;
  limiter: RateLimiter;
  now: () => Date;
}

interface ByActor {
  accountId: string;
  actor: Actor;
}

export type ModelProviderService = ReturnType<typeof createModelProviderService>;

/** Each costs the account something, and asks a server that somebody typed. */
const TRIALS = { attempts: 10, windowMs: 10 * 60_000 };

const KEY_NEEDED = "Enter the provider's key. For a server that wants none, any word will do.";
const OTHER_ADDRESS = "This is another address than the one the stored key belongs to. Enter the key for it.";

/** The model provider of an account's own: which one it is, changing it, and whether it works. */
export function createModelProviderService(deps: ModelProviderDeps) {
  const { db, secretKey, installed, now } = deps;

  /** @throws AppError bad_request when nothing of an account may go there */
  async function addressOf({ kind, baseUrl }: ProviderInput): Promise<string> {
    if (kind !== "custom") return PROVIDER_PRESETS[kind].baseUrl;
    const check = checkModelServer(baseUrl, deps.allowedHosts);
    if (!check.ok) throw new AppError("bad_request", check.message);
    const url = new URL(check.url);
    const refusal = isAllowedHost(url, deps.allowedHosts) ? undefined : await deps.findPrivateAddress(url);
    if (refusal) throw new AppError("bad_request", messageOf(refusal));
    return check.url;
  }

  /**
   * The key that was typed, or the stored one when none was and the address is the same: a member who can't read the key
   * must not be able to have it sent to a server of theirs either.
   * @throws AppError bad_request
   */
  function keyFor(stored: queries.ProviderRow | undefined, { key, baseUrl }: { key: string; baseUrl: string }): string {
    if (key !== "") return key;
    if (!stored) throw new AppError("bad_request", KEY_NEEDED);
    if (stored.baseUrl !== baseUrl) throw new AppError("bad_request", OTHER_ADDRESS);
    const opened = unseal(secretKey, stored.sealedKey, sealContext(stored));
    if (opened === undefined) throw new AppError("bad_request", keyLostWords(sayEnglish));
    return opened;
  }

  return {
    /** Everything but the key. */
    async read(accountId: string) {
      const [shown, account] = await Promise.all([
        queries.findProviderToShow(db, accountId),
        getAccount(db, accountId),
      ]);
      return {
        /** The model Parley was set up with; null: none, so that answers are picked from the documents. */
        installedModel: installed?.model ?? null,
        /** What the AI settings in use name instead of a provider's model; null: nothing. */
        namedModel: account.answerSettings.model || null,
        own: shown ? toShow(shown, secretKey) : null,
      };
    },

    /**
     * Stores a provider; it counts from the next message on.
     * @throws AppError bad_request when its address may not be used, or its key is missing
     */
    async save({ accountId, actor, provider }: ByActor & { provider: ProviderInput }): Promise<void> {
      const baseUrl = await addressOf(provider);
      await db.transaction(async (tx) => {
        await lock(tx, accountId);
        const stored = await queries.findProvider(tx, accountId);
        const key = keyFor(stored, { key: provider.key, baseUrl });
        const { kind, model } = provider;
        await queries.writeProvider(tx, {
          accountId,
          kind,
          baseUrl,
          sealedKey: seal(secretKey, key, sealContext({ accountId, baseUrl })),
          keyEnding: keyEnding(key),
          model,
          fallbackModel: provider.fallbackModel || null,
          updatedAt: now(),
          updatedBy: actor.userId,
        });
        const after = { provider: kind, server: new URL(baseUrl).host, model, isKeyNew: provider.key !== "" };
        await recordAudit(tx, { accountId, actor, action: "config.providerSaved", target: targetOf(kind), after });
        await publishChange(tx, { accountId, topic: "account", id: accountId });
      });
    },

    /** Nothing when there is none. */
    remove: ({ accountId, actor }: ByActor): Promise<void> =>
      db.transaction(async (tx) => {
        await lock(tx, accountId);
        const stored = await queries.findProvider(tx, accountId);
        if (!stored || !(await queries.deleteProvider(tx, accountId))) return;
        await recordAudit(tx, { accountId, actor, action: "config.providerRemoved", target: targetOf(stored.kind) });
        await publishChange(tx, { accountId, topic: "account", id: accountId });
      }),

    /**
     * Asks the models of a provider that need not be stored for a word each.
     * @throws AppError as `save` does, and rate_limited
     */
    async tryOut(
      { accountId, provider }: { accountId: string; provider: ProviderInput },
      signal: AbortSignal,
    ): Promise<(Trial & { model: string })[]> {
      const permit = await deps.limiter.take(`model provider ${accountId}`, TRIALS, now());
      if (!permit.ok) throw tooMany(permit.retryAfterMs);
      const baseUrl = await addressOf(provider);
      const key = keyFor(await queries.findProvider(db, accountId), { key: provider.key, baseUrl });
      const { answerSettings } = await getAccount(db, accountId);
      const names = [answerSettings.model || provider.model, provider.fallbackModel];
      const tried = { ...provider, accountId, baseUrl, sealedKey: "", updatedAt: now() };
      const server = ownServer(tried, key, deps.fetch);
      return Promise.all(
        [...new Set(names.filter((name) => name !== ""))].map(async (model) => ({
          model,
          ...(await deps.tryModel(server, model, signal)),
        })),
      );
    },
  };
}

function toShow(
  { provider, saverName, saverEmail }: NonNullable<Awaited<ReturnType<typeof queries.findProviderToShow>>>,
  secretKey: Uint8Array,
) {
  const { kind, baseUrl, keyEnding: ending, model, fallbackModel, updatedAt } = provider;
  return {
    kind,
    baseUrl,
    keyEnding: ending,
    /** False: Parley's own key is another one than when it was stored. */
    isKeyReadable: unseal(secretKey, provider.sealedKey, sealContext(provider)) !== undefined,
    model,
    fallbackModel,
    savedAt: updatedAt,
    savedBy: saverName ?? saverEmail,
  };
}

async function lock(tx: Database, accountId: string): Promise<void> {
  if (!(await queries.lockAccount(tx, accountId)))
    throw new AppError("not_found", "This account doesn't exist any more.");
}

const targetOf = (kind: string) => ({ kind: "model_provider", id: kind, name: null });

const tooMany = (retryAfterMs: number) =>
  new AppError("rate_limited", `That was tried many times. Try again in ${Math.ceil(retryAfterMs / 60_000)} min.`);
