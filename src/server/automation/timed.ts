import { CATCH_UP_MS, isSilenceDue, scheduleDue } from "@/domain/automation/due";
import { evaluateRules } from "@/domain/automation/evaluate";
import { occasionOf, type Trigger } from "@/domain/automation/rule";
import { getAccount } from "../accounts/service";
import { carryOut } from "../conversations/effects";
import type { Database } from "../db/client";
import type { JobQueue } from "../jobs/queue";
import type { Logger } from "../logger";
import { findPlannedFiles, type RuleFileStore } from "./files";
import { type Asked, loadContext } from "./load-context";
import { AlreadyDone, effectsOf } from "./plan-effects";
import { listRules, type RuleRow } from "./rule-queries";
import {
  type LastMessage,
  listAccountsWithRules,
  listKnownRuns,
  listLastMessages,
  listReachable,
  type ReachableConversation,
} from "./timed-queries";

export interface TimedDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  replyLanguage: (question: string, earlier: readonly string[]) => Promise<string>;
  files: Pick<RuleFileStore, "hasFile">;
  now: () => Date;
}

/** A conversation whose time has come, with the name of what it has come for. */
interface Due {
  conversation: ReachableConversation;
  occasionKey: string;
}

const MINUTE_MS = 60_000;
const RECENT_MS = 24 * 60 * MINUTE_MS;
/** Whoever waits for a person may have written days ago. */
const WAITING_MS = 7 * RECENT_MS;

/** Has the rules of time of every account looked at that has any. */
export async function enqueueTimedRules({ db, queue }: Pick<TimedDeps, "db" | "queue">): Promise<void> {
  for (const accountId of await listAccountsWithRules(db)) await queue.enqueue(db, "timed_rules", { accountId });
}

/**
 * Carries out the account's rules of time where their time has come, each once for each occasion, however often this runs
 * and in however many processes.
 */
export async function runTimedRules(deps: TimedDeps, accountId: string, signal: AbortSignal): Promise<void> {
  const rules = (await listRules(deps.db, accountId, { isOn: true })).filter(({ definition: { trigger } }) =>
    ["no_reply", "schedule"].includes(occasionOf(trigger)),
  );
  for (const rule of rules) {
    const due = await listDue(deps, rule);
    const keyOf = ({ occasionKey }: Due) => `${occasionKey}:${rule.id}`;
    const known = await listKnownRuns(deps.db, accountId, due.map(keyOf));
    for (const each of due.filter((one) => !known.has(keyOf(one)))) {
      signal.throwIfAborted();
      await act(deps, rule, each);
    }
  }
}

async function listDue(deps: TimedDeps, rule: RuleRow): Promise<Due[]> {
  const { trigger } = rule.definition;
  if (trigger.kind === "no_reply") return listSilent(deps, rule, trigger);
  return trigger.kind === "schedule" ? listScheduled(deps, rule, trigger) : [];
}

async function listSilent(
  { db, now }: TimedDeps,
  { accountId, onSince }: RuleRow,
  trigger: Trigger & { kind: "no_reply" },
): Promise<Due[]> {
  const since = new Date(now().getTime() - trigger.minutes * MINUTE_MS - CATCH_UP_MS - RECENT_MS);
  const last = (authors: Parameters<typeof listLastMessages>[1]["authors"]) =>
    listLastMessages(db, { accountId, since, authors });
  const [customers, people, bots] = [await last(["customer"]), await last(["person", "phone"]), await last(["bot"])];
  const at = (messages: Map<string, LastMessage>, id: string) => messages.get(id)?.sentAt ?? null;
  const silent = [...customers.keys()].filter((id) =>
    isSilenceDue(
      trigger,
      { customer: at(customers, id), person: at(people, id), bot: at(bots, id) },
      { now: now(), onSince: onSince ?? now() },
    ),
  );
  const isWaiting = trigger.from === "team";
  const reachable = await listReachable(db, { accountId, conversationIds: silent, isWaiting, now: now() });
  // Once for what the customer wrote last, whatever we have said since: nobody is reminded again and again.
  return reachable.map((conversation) => ({
    conversation,
    occasionKey: `no_reply:${customers.get(conversation.id)?.id}`,
  }));
}

async function listScheduled(
  { db, now }: TimedDeps,
  { accountId, onSince }: RuleRow,
  trigger: Trigger & { kind: "schedule" },
): Promise<Due[]> {
  const { businessHours } = await getAccount(db, accountId);
  const date = scheduleDue(trigger, businessHours?.timeZone ?? "UTC", { now: now(), onSince: onSince ?? now() });
  if (date === undefined) return [];
  const isWaiting = trigger.audience === "waiting";
  const since = new Date(now().getTime() - (isWaiting ? WAITING_MS : RECENT_MS));
  const wrote = await listLastMessages(db, { accountId, since, authors: ["customer"] });
  const reachable = await listReachable(db, { accountId, conversationIds: [...wrote.keys()], isWaiting, now: now() });
  return reachable.map((conversation) => ({ conversation, occasionKey: `schedule:${date}:${conversation.id}` }));
}

async function act(deps: TimedDeps, rule: RuleRow, { conversation, occasionKey }: Due): Promise<void> {
  const { db, queue, replyLanguage, now } = deps;
  const key = { accountId: rule.accountId, conversationId: conversation.id };
  const occasion = occasionOf(rule.definition.trigger);
  const asked: Asked = { key, occasion, messages: [], lastSeq: null, language: () => replyLanguage("", []) };
  const loaded = await loadContext(db, asked, { rules: [rule], now: now() });
  if (!loaded) return;
  const plan = evaluateRules([rule], loaded.context);
  if (plan.actions.length === 0) return;
  const files = await findPlannedFiles(deps, rule.accountId, plan);
  // A form begins with what a customer writes, not with a clock.
  const effects = effectsOf(queue, { ...loaded, key, plan, forms: new Map(), files, occasionKey, place: "before" });
  const stillHolds = (current: ReachableConversation) =>
    current.ownershipEpoch === conversation.ownershipEpoch &&
    current.lastMessageAt <= conversation.lastMessageAt &&
    (current.needsPersonReason === null) === (conversation.needsPersonReason === null);
  await carryOut(db, key, { effects, stillHolds }, now()).catch((error: unknown) => {
    if (!(error instanceof AlreadyDone)) throw error;
  });
}

/** A rule's minute is meant. */
const EVERY_MS = MINUTE_MS;

/** Has rules of time looked at every minute while the process runs. @returns what stops it; a round may end after that */
export function keepTimedRules(enqueue: () => Promise<void>, logger: Logger): () => void {
  const look = () =>
    enqueue().catch((error: unknown) => logger.warn({ err: error }, "rules of time could not be looked through"));
  const timer = setInterval(() => void look(), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
