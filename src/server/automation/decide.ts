import { evaluateRules, type RulePlan } from "@/domain/automation/evaluate";
import { FORM_START, questionText } from "@/domain/automation/form";
import { type Occasion, occasionOf, type Rule } from "@/domain/automation/rule";
import { renderText } from "@/domain/automation/variables";
import type { Effects } from "../conversations/effects";
import type { Database } from "../db/client";
import { together } from "../db/together";
import type { JobQueue } from "../jobs/queue";
import type { ConversationKey } from "./customer-queries";
import { findPlannedFiles, missingWords, type PlannedFiles, type RuleFileStore } from "./files";
import { listForms } from "./form-queries";
import { decideForm } from "./form-turn";
import { type Asked, loadContext } from "./load-context";
import { effectsOf } from "./plan-effects";
import { listRules } from "./rule-queries";
import { endSessions, findActiveSession, startSession } from "./session-queries";

/** What rules and forms come to for one turn. */
export interface RulesDecision {
  /** Nothing else answers: why, and the last of what is sent. Null: the bot goes on. */
  ended: { reason: string; reply: string | null } | null;
  /** The first rule that acted, for people; null when none did. */
  actedBy: string | null;
  effects: Effects;
  /** Of the trace: which rule matched, and why. */
  step: { name: string; ms: number; note: string };
}

export type AskedTurn = Omit<Asked, "occasion">;

/** Rules and forms as the handler of turns asks them. */
export interface TurnRules {
  /** Before the agent; undefined when there is nothing to look at. */
  before(turn: AskedTurn): Promise<RulesDecision | undefined>;
  /** After it handed over. */
  afterHandoff(turn: AskedTurn): Promise<RulesDecision | undefined>;
  /** Begins a form that the agent chose; undefined when the form is no longer there. */
  startForm(turn: AskedTurn, formId: string): Promise<StartedForm | undefined>;
}

/** A form that begins: why, its first question, and the rows that change with it. */
export interface StartedForm {
  reason: string;
  reply: string;
  effects: Effects;
}

export interface TurnRulesDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  files: Pick<RuleFileStore, "hasFile">;
  now: () => Date;
}

/** Characters of a note at most: traces are stored with every turn. */
const MAX_NOTE = 1_000;

export function createTurnRules({ db, queue, files, now }: TurnRulesDeps): TurnRules {
  const decide = (asked: Asked, rules: Rule[], startedAt: number) =>
    decideByRules({ db, queue, files, now }, asked, rules, startedAt);
  return {
    async before(turn) {
      const startedAt = performance.now();
      const asked: Asked = { ...turn, occasion: "message" };
      const [rules, session] = await together([
        listRules(db, turn.key.accountId, { isOn: true }),
        findActiveSession(db, turn.key, now()),
      ]);
      const form = session && (await decideForm(db, session, asked, now()));
      if (form) {
        const { reason, reply, effects, note } = form;
        return { ended: { reason, reply }, actedBy: reason, effects, step: stepOf(startedAt, note) };
      }
      const decision = await decide(asked, rules, startedAt);
      return session ? leavingForm(turn.key, decision, startedAt) : decision;
    },

    async afterHandoff(turn) {
      const startedAt = performance.now();
      const rules = await listRules(db, turn.key.accountId, { isOn: true });
      return decide({ ...turn, occasion: "handoff" }, rules, startedAt);
    },

    async startForm(turn, formId) {
      const form = (await listForms(db, turn.key.accountId)).find(({ id }) => id === formId)?.definition;
      const first = form?.questions[FORM_START.position];
      const asked: Asked = { ...turn, occasion: "message" };
      const loaded = first && (await loadContext(db, asked, { rules: [], form, now: now() }));
      if (!form || !first || !loaded) return undefined;
      const alongside = (tx: Database) => startSession(tx, turn.key, form, now());
      return {
        reason: `Form “${form.name}”, which the bot started`,
        reply: renderText(questionText(first), loaded.context.variables) || questionText(first),
        effects: { before: [], after: [], isClosed: false, alongside },
      };
    },
  };
}

async function decideByRules(
  { db, queue, files: store, now }: TurnRulesDeps,
  asked: Asked,
  all: readonly Rule[],
  startedAt: number,
): Promise<RulesDecision | undefined> {
  const { key, occasion } = asked;
  const rules = all.filter(({ definition }) => occasionOf(definition.trigger) === occasion);
  if (rules.length === 0) return undefined;
  const loaded = await loadContext(db, asked, { rules, now: now() });
  if (!loaded) return undefined;
  const plan = evaluateRules(rules, loaded.context);
  const startsForm = plan.actions.some(({ action }) => action.kind === "start_form");
  const forms = new Map(
    startsForm ? (await listForms(db, key.accountId)).map(({ id, definition }) => [id, definition]) : [],
  );
  const files = await findPlannedFiles({ db, files: store }, key.accountId, plan);
  const occasionKey = `${occasion === "message" ? "turn" : occasion}:${asked.messages[0]?.id ?? key.conversationId}`;
  const place = occasion === "message" ? "before" : "after";
  const effects = effectsOf(queue, { ...loaded, key, plan, forms, files, occasionKey, place });
  return {
    ...endedBy(plan, effects),
    actedBy: actedBy(plan),
    step: { ...stepOf(startedAt, noteOf(plan, files)), name: STEP_NAMES[occasion] ?? STEP_NAMES.message },
  };
}

/**
 * The last text of a turn that rules ended is its reply, so that the inbox shows it as the answer to the question. A file
 * is no text: with one at the end, everything goes out as the rules' own and the turn has no reply.
 */
function endedBy({ endedBy: rule }: RulePlan, effects: Effects): Pick<RulesDecision, "ended" | "effects"> {
  if (!rule) return { ended: null, effects };
  const last = effects.before.at(-1);
  if (last?.file) return { ended: { reason: ruleWords(rule.name), reply: null }, effects };
  const ended = { reason: ruleWords(rule.name), reply: last?.text ?? null };
  return { ended, effects: { ...effects, before: effects.before.slice(0, -1) } };
}

const ruleWords = (name: string) => `Rule “${name}”`;

const actedBy = ({ verdicts }: RulePlan): string | null => {
  const first = verdicts.find(({ isMatch }) => isMatch);
  return first ? ruleWords(first.name) : null;
};

const verdictWords = ({ name, isMatch, why }: RulePlan["verdicts"][number]): string =>
  isMatch ? `“${name}” matched: ${why}` : `“${name}” didn't match: ${why}`;

/** Each sentence on its own line. */
function noteOf({ verdicts }: RulePlan, files: PlannedFiles): string {
  const lines = verdicts.toSorted((a, b) => Number(b.isMatch) - Number(a.isMatch)).map(verdictWords);
  return shownLines([missingWords(files) ?? [], ...lines].flat()).join("\n");
}

/** As many as fit, each whole: a sentence that is cut can't be told in another language. */
function shownLines(lines: readonly string[]): string[] {
  let length = 0;
  return lines.filter((line, index) => {
    length += line.length + 1;
    return index === 0 || length <= MAX_NOTE;
  });
}

/** The two may stand in one trace. */
const STEP_NAMES: Partial<Record<Occasion, string>> & { message: string } = {
  message: "rules",
  handoff: "rules-after",
};

const stepOf = (startedAt: number, note: string) => ({ name: "rules", ms: performance.now() - startedAt, note });

/** The customer asked for a person instead of answering: the form is over, whatever comes of the turn. */
function leavingForm(key: ConversationKey, decision: RulesDecision | undefined, startedAt: number): RulesDecision {
  const effects = decision?.effects ?? { before: [], after: [], isClosed: false, alongside: async () => undefined };
  return {
    ended: decision?.ended ?? null,
    actedBy: decision?.actedBy ?? null,
    step: decision?.step ?? stepOf(startedAt, "The customer asked for a person; the form was ended."),
    effects: {
      ...effects,
      alongside: async (tx, occasion) => {
        await endSessions(tx, key, "cancelled");
        await effects.alongside(tx, occasion);
      },
    },
  };
}
