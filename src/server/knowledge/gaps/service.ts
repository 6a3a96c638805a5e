import { draftAnswer, type TeamReply } from "@/domain/knowledge/gaps/drafted-answer";
import {
  failuresOf,
  type Gap,
  type GroupedFact,
  gapsOf,
  type TopQuestion,
  topQuestions,
} from "@/domain/knowledge/gaps/gap";
import { hasTakenOut } from "@/domain/knowledge/gaps/personal-data";
import { replyAfter } from "@/domain/knowledge/gaps/reply-after";
import type { Actor } from "../../audit/actor";
import { recordAudit } from "../../audit/service";
import { publishChange } from "../../db/changes";
import { AppError } from "../../errors";
import { decide, type GroupKey } from "./decision-queries";
import { listContactNames, listFacts, listLaterMessages } from "./fact-queries";
import { type GroupRow, listAccountsWithTurns, listGroups } from "./group-queries";
import { enqueueGrouping, type GroupingDeps, groupQuestions } from "./group-questions";

export { forgetQuestionsOf, forgetQuestionsOfTurns } from "./forgetting-queries";
export { enqueueGrouping } from "./group-questions";

/** What nobody has asked for so long need not be answered. */
export const GAP_DAYS = 90;
/** Of that time the newest are looked at, and it is said so. */
const MAX_FACTS = 10_000;
/** More than anybody works off; the most frequent come first. */
const MAX_SHOWN = 100;
/** Conversations of one question in which its answer is looked for: the newest. */
const MAX_READ = 30;
const MAX_NAME_LENGTH = 120;
const DAY_MS = 86_400_000;

interface QuestionPeriod {
  accountId: string;
  /** Only of these. */
  conversationIds?: readonly string[] | undefined;
  from: number;
  to: number;
  limit: number;
}

export type GapService = ReturnType<typeof createGapService>;

/** What customers ask, which of it the bot answers badly or not at all, and what people answered instead. */
export function createGapService(deps: GroupingDeps) {
  const { db, now } = deps;
  const sinceWhen = () => new Date(now().getTime() - GAP_DAYS * DAY_MS);

  async function gaps(accountId: string): Promise<Gap[]> {
    const facts = await listFacts(db, { accountId, from: sinceWhen(), limit: MAX_FACTS });
    return gapsOf((await listGroups(db, accountId)).map(decisionsOf), facts);
  }

  return {
    /** What failed, by its state, the most frequent first. */
    async list(accountId: string) {
      const all = await gaps(accountId);
      const inState = (state: Gap["state"]) => all.filter((gap) => gap.state === state);
      const open = inState("open");
      return {
        days: GAP_DAYS,
        open: open.slice(0, MAX_SHOWN),
        openCount: open.length,
        answered: inState("answered").slice(0, MAX_SHOWN),
        dismissed: inState("dismissed").slice(0, MAX_SHOWN),
      };
    },

    countOpen: async (accountId: string): Promise<number> =>
      (await gaps(accountId)).filter(({ state }) => state === "open").length,

    /**
     * An answer as people gave it, with the conversations that it was found in; `draft` is null when nobody answered.
     * @throws AppError not_found
     */
    async draft({ accountId, groupId }: GroupKey) {
      const facts = await listFacts(db, { accountId, groupId, from: sinceWhen(), limit: MAX_FACTS });
      const group = (await listGroups(db, accountId)).find(({ id }) => id === groupId);
      const gap = group && gapsOf([decisionsOf(group)], facts)[0];
      if (!gap) throw new AppError("not_found", "This question is no longer here.");
      const replies = await readReplies(accountId, facts);
      const draft = draftAnswer(replies);
      return {
        question: gap.question,
        draft: draft ? { ...draft, hasTakenOut: hasTakenOut(draft.text) } : null,
        /** Where people answered, the newest first. */
        evidence: replies.map(({ conversationId, writtenAt }) => ({ conversationId, writtenAt })),
      };
    },

    /** It isn't shown any more, also when it is asked again. */
    dismiss: (key: GroupKey & { actor: Actor }) => setDismissed(key, true),

    /** Takes that back. */
    restore: (key: GroupKey & { actor: Actor }) => setDismissed(key, false),

    /** Questions of a period that were asked most, and those that failed most. Instants in ms since 1970. */
    async questionsOf({ from, to, limit, ...scope }: QuestionPeriod) {
      const facts = await listFacts(db, { ...scope, from: new Date(from), to: new Date(to), limit: MAX_FACTS });
      const top = topQuestions(facts);
      const byFailures = (a: TopQuestion, b: TopQuestion) => b.failed - a.failed;
      return {
        asked: facts.length,
        failed: failuresOf(facts).length,
        /** Older ones of the period weren't looked at. */
        isCut: facts.length === MAX_FACTS,
        top: top.slice(0, limit),
        unanswered: top
          .filter(({ failed }) => failed > 0)
          .sort(byFailures)
          .slice(0, limit),
      };
    },

    /** The job: see group-questions.ts. */
    group: (accountId: string, signal: AbortSignal) => groupQuestions(deps, accountId, signal),

    /** Has every account's questions grouped: those of before this was done, and of another model. */
    async groupAll(): Promise<void> {
      for (const accountId of await listAccountsWithTurns(db)) await enqueueGrouping(deps, db, accountId);
    },
  };

  async function readReplies(accountId: string, facts: readonly GroupedFact[]): Promise<TeamReply[]> {
    const failed = failuresOf(facts).slice(0, MAX_READ);
    const names = await listContactNames(db, accountId, [...new Set(failed.map(({ fact }) => fact.conversationId))]);
    const replies: TeamReply[] = [];
    for (const { fact } of failed) {
      const { conversationId, turnId } = fact;
      const reply = replyAfter(fact.askedAt, await listLaterMessages(db, { accountId, conversationId, turnId }));
      // Asked twice before somebody answered: that is one reply.
      const isKnown = replies.some((one) => one.conversationId === conversationId && one.text === reply?.text);
      if (reply && !isKnown) replies.push({ ...reply, conversationId, contactName: names.get(conversationId) ?? null });
    }
    return replies;
  }

  async function setDismissed({ accountId, groupId, actor }: GroupKey & { actor: Actor }, isDismissed: boolean) {
    await db.transaction(async (tx) => {
      const dismissal = isDismissed ? { at: now(), by: actor.userId } : null;
      const decision = { dismissedAt: dismissal?.at ?? null, dismissedBy: dismissal?.by ?? null };
      const question = await decide(tx, { accountId, groupId }, decision);
      await recordAudit(tx, {
        accountId,
        actor,
        action: isDismissed ? "knowledge.gapDismissed" : "knowledge.gapRestored",
        target: { kind: "question", id: groupId, name: question.slice(0, MAX_NAME_LENGTH) },
      });
      await publishChange(tx, { accountId, topic: "document", id: accountId });
    });
  }
}

/** An answer that was deleted again answers nothing. */
const decisionsOf = ({ id, firstQuestion, answeredAt, answerDocumentId, dismissedAt }: GroupRow) => ({
  id,
  firstQuestion,
  answeredAt: answerDocumentId === null ? null : answeredAt,
  dismissedAt,
});
