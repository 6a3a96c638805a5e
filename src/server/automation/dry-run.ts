import { isHandover } from "@/domain/agent/shadow";
import type { TurnOutcome } from "@/domain/agent/turn";
import type { RuleContext } from "@/domain/automation/context";
import { evaluateRules, type RulePlan } from "@/domain/automation/evaluate";
import { openingWords } from "@/domain/automation/opening-words";
import { type Action, occasionOf, type Rule } from "@/domain/automation/rule";
import { contactLabel } from "@/domain/messaging/contact-name";
import { getAccount } from "../accounts/service";
import type { Database } from "../db/client";
import { listFields, listTags } from "./customer-queries";
import { listPastTurns, listTurnMessages } from "./dry-run-queries";
import { needsLanguage } from "./load-context";
import { listRules, type RuleKey } from "./rule-queries";
import { getRule } from "./rules";

export interface DryRunDeps {
  db: Database;
  /** See AnswerDeps. */
  replyLanguage: (question: string, earlier: readonly string[]) => Promise<string>;
}

/** One turn of the past, and what the rule would have done in it. */
export interface TriedTurn {
  turnId: string;
  conversationId: string;
  contactLabel: string;
  at: Date;
  question: string;
  isMatch: boolean;
  why: string;
  /** What it would have sent and done, texts filled in. */
  actions: Action[];
  /** What came of it instead. */
  happened: { outcome: TurnOutcome; reply: string | null };
}

/** `of_time`: the rule's time comes by itself, and what has been can't tell when. */
export type DryRun = { kind: "of_time" } | { kind: "tried"; matchCount: number; turns: TriedTurn[] };

type PastTurn = Awaited<ReturnType<typeof listPastTurns>>[number];

/**
 * What a rule would have done in the account's newest turns, together with the rules that are on, in their order.
 * Nothing is sent and nothing is written. Tags and fields are those of today, because yesterday's aren't kept.
 * @throws AppError not_found
 */
export async function dryRun(
  { db, replyLanguage }: DryRunDeps,
  { limit, ...key }: RuleKey & { limit: number },
): Promise<DryRun> {
  const { accountId, ruleId } = key;
  const tried = await getRule(db, key);
  const occasion = occasionOf(tried.definition.trigger);
  if (occasion === "no_reply" || occasion === "schedule") return { kind: "of_time" };
  const rules: Rule[] = (await listRules(db, accountId)).filter(({ id, isOn }) => isOn || id === ruleId);
  const { name: business, businessHours: hours } = await getAccount(db, accountId);
  const past = (await listPastTurns(db, { accountId, limit })).reverse();
  const contactIds = [...new Set(past.map(({ contactId }) => contactId))];
  const written = await listTurnMessages(db, { accountId, turnIds: past.map(({ id }) => id) });
  const tags = await listTags(db, accountId, contactIds);
  const fields = await listFields(db, accountId, contactIds);
  const isLanguageNeeded = needsLanguage(rules, occasion);

  const runs = new Map<string, Record<string, Date[]>>();
  const turns: TriedTurn[] = [];
  for (const turn of past) {
    const { messages = [], earlierCount = 0 } = written.get(turn.id) ?? {};
    if (messages.length === 0 || (occasion === "handoff" && !isHandover(turn))) continue;
    const language = isLanguageNeeded ? await replyLanguage(turn.question, []) : null;
    const ofContact = runs.get(turn.contactId) ?? {};
    const context: RuleContext = {
      occasion,
      now: turn.createdAt,
      messages,
      isFirstMessage: earlierCount === 0,
      language,
      hours,
      tags: tags.get(turn.contactId) ?? [],
      isWaitingForPerson: false,
      messageCount: earlierCount + messages.length,
      runs: ofContact,
      isGroup: turn.isGroup,
      variables: {
        name: turn.contactName,
        business,
        nextOpening: openingWords(hours, turn.createdAt, language ?? "en"),
        fields: fields.get(turn.contactId) ?? {},
      },
    };
    const plan = evaluateRules(rules, context);
    for (const { ruleId: acted } of plan.verdicts.filter(({ isMatch }) => isMatch))
      ofContact[acted] = [...(ofContact[acted] ?? []), turn.createdAt];
    runs.set(turn.contactId, ofContact);
    turns.push(triedTurn(turn, plan, ruleId));
  }
  return { kind: "tried", matchCount: turns.filter(({ isMatch }) => isMatch).length, turns: turns.reverse() };
}

function triedTurn(turn: PastTurn, { verdicts, actions, endedBy }: RulePlan, ruleId: string): TriedTurn {
  const verdict = verdicts.find((each) => each.ruleId === ruleId);
  return {
    turnId: turn.id,
    conversationId: turn.conversationId,
    contactLabel: contactLabel(turn),
    at: turn.createdAt,
    question: turn.question,
    isMatch: verdict?.isMatch ?? false,
    why: verdict?.why ?? `The rule “${endedBy?.name ?? ""}” comes before it and ended it.`,
    actions: actions.flatMap((planned) => (planned.ruleId === ruleId ? planned.action : [])),
    happened: { outcome: turn.outcome, reply: turn.reply },
  };
}
