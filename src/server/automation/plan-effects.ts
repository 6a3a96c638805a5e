import type { RuleContext } from "@/domain/automation/context";
import type { PlannedAction, RulePlan } from "@/domain/automation/evaluate";
import { FORM_START, type Form, questionText } from "@/domain/automation/form";
import { takesCaption } from "@/domain/automation/sendable-file";
import { renderText } from "@/domain/automation/variables";
import type { Effects, EffectText } from "../conversations/effects";
import type { Database } from "../db/client";
import { newId } from "../db/ids";
import type { JobQueue } from "../jobs/queue";
import { addTag, type ConversationKey, removeTag, setField } from "./customer-queries";
import { insertDelivery } from "./delivery-queries";
import { missingWords, type PlannedFiles } from "./files";
import type { Customer } from "./load-context";
import { insertRun } from "./run-queries";
import { startSession } from "./session-queries";

interface PlanInput {
  key: ConversationKey;
  plan: RulePlan;
  context: RuleContext;
  customer: Customer;
  /** Forms of the account, by id. */
  forms: ReadonlyMap<string, Form>;
  files: PlannedFiles;
  /** Names the occasion for ever: the same one never acts twice. */
  occasionKey: string;
  /** Where texts go, seen from the bot's own reply. */
  place: "before" | "after";
}

/** Undone and left out: what this occasion asks for was done before. */
export class AlreadyDone extends Error {
  override readonly name = "AlreadyDone";
}

/** What a plan comes to: texts, who answers, and the rows that change with them. */
export function effectsOf(queue: Pick<JobQueue, "enqueue">, input: PlanInput): Effects {
  const { plan, context, files, occasionKey, place } = input;
  const actions = plan.actions.map(({ action }) => action);
  const texts = plan.actions.flatMap((planned) => {
    const said = saidBy(planned, input);
    return said === undefined ? [] : { ...said, idempotencyKey: `${occasionKey}:${planned.ruleId}:${planned.index}` };
  });
  const assign = actions.findLast((action) => action.kind === "assign");
  const pause = actions.findLast((action) => action.kind === "pause_bot");
  // The last word counts: closing after a hand-over is closing.
  const asked = actions.findLast((action) => action.kind === "hand_off" || action.kind === "close");
  const missing = missingWords(files);
  return {
    before: place === "before" ? texts : [],
    after: place === "after" ? texts : [],
    isClosed: actions.some((action) => action.kind === "close"),
    ...(pause
      ? { pausedUntil: pause.minutes === null ? null : new Date(context.now.getTime() + pause.minutes * 60_000) }
      : {}),
    ...(assign ? { assignTo: assign.userId } : {}),
    // Nobody but a person can help a customer who waits for a file that is gone.
    ...(missing && asked?.kind !== "hand_off" ? { needsPersonReason: missing } : {}),
    ...(asked && !(missing && asked.kind === "close")
      ? { needsPersonReason: asked.kind === "hand_off" ? asked.reason : null }
      : {}),
    alongside: async (tx, { turnId }) => {
      await recordRuns(tx, input, turnId);
      for (const planned of plan.actions) await changeRows(tx, queue, input, planned);
    },
  };
}

/** What the customer gets of a step; undefined: nothing, or the file is gone. */
function saidBy(
  { action }: PlannedAction,
  { context, forms, files }: PlanInput,
): Omit<EffectText, "idempotencyKey"> | undefined {
  if (action.kind === "send_text") return { text: action.text };
  if (action.kind === "send_file") {
    const file = files.ready.get(action.fileId);
    return file && { text: takesCaption(file.kind) ? action.caption : "", file };
  }
  const first = action.kind === "start_form" ? forms.get(action.formId)?.questions[FORM_START.position] : undefined;
  return first && { text: renderText(questionText(first), context.variables) || questionText(first) };
}

async function recordRuns(tx: Database, { key, plan, context, occasionKey }: PlanInput, turnId: string | null) {
  for (const { ruleId } of plan.verdicts.filter(({ isMatch }) => isMatch)) {
    const run = { ...key, key: `${occasionKey}:${ruleId}`, ruleId, turnId, ranAt: context.now };
    if (!(await insertRun(tx, run))) throw new AlreadyDone();
  }
}

async function changeRows(
  tx: Database,
  queue: Pick<JobQueue, "enqueue">,
  input: PlanInput,
  { ruleId, action }: PlannedAction,
): Promise<void> {
  const { key, customer, context, forms } = input;
  const contact = { accountId: key.accountId, contactId: customer.contactId };
  switch (action.kind) {
    case "add_tag":
      return addTag(tx, { ...contact, tag: action.tag });
    case "remove_tag":
      return removeTag(tx, { ...contact, tag: action.tag });
    case "set_field":
      return setField(tx, { ...contact, name: action.field, value: action.value });
    case "start_form": {
      const form = forms.get(action.formId);
      return form && startSession(tx, key, form, context.now);
    }
    case "webhook": {
      const deliveryId = newId("webhook");
      const { accountId } = key;
      await insertDelivery(tx, { id: deliveryId, accountId, ruleId, url: action.url, body: bodyOf(input, ruleId) });
      return queue.enqueue(tx, "webhook", { accountId, deliveryId });
    }
    default:
      return undefined;
  }
}

/** What another system is told; documented on the page where webhooks are set up. */
function bodyOf({ key, plan, context, customer }: PlanInput, ruleId: string): Record<string, unknown> {
  const { variables, messages, tags, now } = context;
  return {
    event: "rule.matched",
    at: now.toISOString(),
    account: { id: key.accountId, name: variables.business },
    rule: { id: ruleId, name: plan.verdicts.find((verdict) => verdict.ruleId === ruleId)?.name ?? null },
    conversation: { id: key.conversationId },
    contact: {
      id: customer.contactId,
      name: customer.name,
      phoneNumber: customer.phoneNumber,
      tags,
      fields: variables.fields,
    },
    messages: messages.map(({ kind, words }) => ({ kind, text: words })),
  };
}
