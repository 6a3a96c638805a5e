import { traceWithoutAgent } from "@/domain/agent/turn";
import type { RulesDecision } from "@/server/automation/service";
import type { Effects } from "@/server/conversations/effects";
import type { TurnDraft } from "@/server/conversations/turns";

/** The turn ends with what rules said; the agent is not asked. */
export const endedByRules = (
  { reason, reply }: NonNullable<RulesDecision["ended"]>,
  question: string,
  gateMs: number,
): Omit<TurnDraft, "question" | "score"> => ({
  outcome: "automated",
  reason,
  reply,
  band: null,
  trace: traceWithoutAgent(question, { name: "gate", ms: gateMs, note: "answer" }),
});

/** The draft with what rules add to it, and in its trace which of them matched and why. */
export function withRules(draft: TurnDraft, decisions: readonly (RulesDecision | undefined)[]): TurnDraft {
  const made = decisions.filter((decision) => decision !== undefined);
  if (made.length === 0) return draft;
  const [gate, ...rest] = draft.trace.steps;
  const steps = [...(gate ? [gate] : []), ...made.map(({ step }) => step), ...rest];
  const actedBy = made.find((decision) => decision.actedBy !== null)?.actedBy;
  // A sticker that a rule did something about was not ignored.
  const outcome = draft.outcome === "ignored" && actedBy ? { outcome: "automated" as const, reason: actedBy } : {};
  return {
    ...draft,
    ...outcome,
    trace: { ...draft.trace, steps },
    effects: merged([...(draft.effects ? [draft.effects] : []), ...made.map(({ effects }) => effects)]),
    isFinal: actedBy !== undefined,
  };
}

/** Later ones have the last word. */
function merged(all: readonly Effects[]): Effects {
  return {
    ...Object.assign({}, ...all),
    before: all.flatMap(({ before }) => before),
    after: all.flatMap(({ after }) => after),
    isClosed: all.some(({ isClosed }) => isClosed),
    alongside: async (tx, occasion) => {
      for (const effects of all) await effects.alongside(tx, occasion);
    },
  };
}
