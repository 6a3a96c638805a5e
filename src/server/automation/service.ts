import type { Form } from "@/domain/automation/form";
import type { BusinessHours } from "@/domain/automation/hours";
import type { RuleDefinition } from "@/domain/automation/rule";
import { getAccount } from "../accounts/service";
import { recordAudit } from "../audit/service";
import { publishChange } from "../db/changes";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import type { JobQueue } from "../jobs/queue";
import { type ConversationKey, findCustomer, listFieldOrigins, listFields, listTags } from "./customer-queries";
import { createTurnRules } from "./decide";
import { type DeliveryKey, deleteOldDeliveries } from "./delivery-queries";
import { type DryRunDeps, dryRun } from "./dry-run";
import { deleteUnusedFiles, listFiles } from "./file-queries";
import { addFile, type NewRuleFile, type RuleFileStore, shownFile } from "./files";
import { listForms } from "./form-queries";
import { addForm, deleteForm, updateForm } from "./forms";
import { writeBusinessHours } from "./hours-queries";
import { askSystem, type SystemQuestion } from "./lookups";
import { loadReplyVariables } from "./reply-variables";
import { listRules, lockAutomation, type RuleKey, type RuleRow } from "./rule-queries";
import { addRule, type ByActor, deleteRule, getRule, reorderRules, switchRule, updateRule } from "./rules";
import { deleteTag, listTagUse, renameTag } from "./tags";
import { enqueueTimedRules, runTimedRules } from "./timed";
import { deliverWebhook, type WebhookAttempt, type WebhookPost, webhookKeyOf } from "./webhooks";

/** Long enough to find out why another system says that it heard nothing. */
const KEEP_DELIVERIES_MS = 30 * 24 * 3_600_000;

/** Whoever chose a file may still be writing its rule. */
const KEEP_UNUSED_FILES_MS = 24 * 3_600_000;

export interface AutomationDeps extends DryRunDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  /** The files that rules send. */
  files: RuleFileStore;
  /** Calls another system, on the public web alone. */
  post: WebhookPost;
  /** 32 bytes: see server/seal.ts. */
  secretKey: Uint8Array;
  now: () => Date;
}

export type { RulesDecision, TurnRules } from "./decide";
export { keepTimedRules } from "./timed";
export type AutomationService = ReturnType<typeof createAutomationService>;

const shown = ({ id, name, isOn, definition, updatedAt }: RuleRow) => ({ id, name, isOn, definition, updatedAt });

/** Rules that act before the bot answers, the forms they start, and when the business is open. */
export function createAutomationService(deps: AutomationDeps) {
  const { db, secretKey, now } = deps;
  const inTransaction = <Result>(work: (tx: Database) => Promise<Result>) => db.transaction(work);
  return {
    /** What they say of turns: see decide.ts. */
    turnRules: createTurnRules(deps),

    /** In the order in which they are looked at. */
    list: async (accountId: string) => (await listRules(db, accountId)).map(shown),

    /** @throws AppError not_found */
    get: async (key: RuleKey) => shown(await getRule(db, key)),

    create: (rule: ByActor & { name: string; definition: RuleDefinition }) => inTransaction((tx) => addRule(tx, rule)),

    update: (change: ByActor & { ruleId: string; name: string; definition: RuleDefinition }) =>
      inTransaction((tx) => updateRule(tx, { ...change, now: now() })),

    setOn: (change: ByActor & { ruleId: string; isOn: boolean }) =>
      inTransaction((tx) => switchRule(tx, { ...change, now: now() })),

    reorder: (change: ByActor & { ruleIds: string[] }) => inTransaction((tx) => reorderRules(tx, change)),

    delete: (removal: ByActor & { ruleId: string }) => inTransaction((tx) => deleteRule(tx, removal)),

    /** See dry-run.ts. */
    dryRun: (run: RuleKey & { limit: number }) => dryRun(deps, run),

    listForms: async (accountId: string) =>
      (await listForms(db, accountId)).map(({ id, definition }) => ({ id, definition })),

    createForm: (form: ByActor & { form: Form }) => inTransaction((tx) => addForm(tx, form)),
    updateForm: (change: ByActor & { formId: string; form: Form }) => inTransaction((tx) => updateForm(tx, change)),
    deleteForm: (removal: ByActor & { formId: string }) => inTransaction((tx) => deleteForm(tx, removal)),

    /** Keeps a file that rules can send; see files.ts. */
    addFile: (file: NewRuleFile) => addFile(deps, file),

    listFiles: async (accountId: string) => (await listFiles(db, { accountId })).map(shownFile),

    /** Null: nobody has said when it is open. */
    hours: async (accountId: string): Promise<BusinessHours | null> => (await getAccount(db, accountId)).businessHours,

    saveHours: ({ accountId, actor, hours }: ByActor & { hours: BusinessHours | null }) =>
      inTransaction(async (tx) => {
        await lockAutomation(tx, accountId);
        const { businessHours: before } = await getAccount(tx, accountId);
        await writeBusinessHours(tx, accountId, hours);
        await recordAudit(tx, {
          accountId,
          actor,
          action: "automation.hoursChanged",
          before: { hours: before },
          after: { hours },
        });
        await publishChange(tx, { accountId, topic: "automation", id: accountId });
      }),

    /** The account's tags, and where they are used: see tags.ts. */
    tags: (accountId: string) => listTagUse(db, accountId),
    renameTag: (change: ByActor & { from: string; to: string; mayMerge: boolean }) =>
      inTransaction((tx) => renameTag(tx, change)),
    deleteTag: (removal: ByActor & { tag: string }) => inTransaction((tx) => deleteTag(tx, removal)),

    /**
     * Tags in their order and fields by name; `isRead`: nobody asked, they wrote it. `setBy`: who of
     * the team said so.
     * @throws AppError not_found
     */
    async customer(key: ConversationKey) {
      const customer = await findCustomer(db, key);
      if (!customer) throw new AppError("not_found", "This conversation doesn't exist any more.");
      const { contactId } = customer;
      const tags = await listTags(db, key.accountId, [contactId]);
      const origins = await listFieldOrigins(db, { accountId: key.accountId, contactId });
      const fields = (await listFields(db, key.accountId, [contactId])).get(contactId) ?? {};
      return {
        tags: tags.get(contactId) ?? [],
        fields: Object.entries(fields).map(([name, value]) => ({
          name,
          value,
          ...(origins.get(name) ?? { isRead: false, setBy: null }),
        })),
      };
    },

    /** What is known of the customer of a conversation, by the field's name; nothing when it is no longer there. */
    async fieldsOf(key: ConversationKey): Promise<Readonly<Record<string, string>>> {
      const customer = await findCustomer(db, key);
      if (!customer) return {};
      return (await listFields(db, key.accountId, [customer.contactId])).get(customer.contactId) ?? {};
    },

    /** What a text that somebody of the team sends can name: see reply-variables.ts. @throws AppError not_found */
    variablesFor: (key: ConversationKey & { userId: string }) => loadReplyVariables(db, key, now()),

    /** See timed.ts. */
    enqueueTimed: () => enqueueTimedRules(deps),

    /** The job: see timed.ts. */
    runTimed: (accountId: string, signal: AbortSignal) => runTimedRules(deps, accountId, signal),

    /** The job: see webhooks.ts. */
    deliverWebhook: (key: DeliveryKey, attempt: WebhookAttempt) => deliverWebhook(deps, key, attempt),

    /** Asks another system of the business while a customer waits: see lookups.ts. */
    askSystem: (question: SystemQuestion, signal: AbortSignal) => askSystem(deps, question, signal),

    /** Forgets calls of other systems that are long over, which name customers, and files that no rule sends. */
    async tidy(): Promise<void> {
      await deleteOldDeliveries(db, new Date(now().getTime() - KEEP_DELIVERIES_MS));
      await deleteUnusedFiles(db, new Date(now().getTime() - KEEP_UNUSED_FILES_MS));
    },

    /** What the account's webhooks are signed with, for whoever checks the signature. */
    webhookKey: (accountId: string): string => webhookKeyOf(secretKey, accountId),
  };
}
