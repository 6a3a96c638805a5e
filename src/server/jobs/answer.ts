import { wasSaid, withOpening } from "@/domain/agent/back-at";
import { joinTurnText, type QuietPolicy, turnStartsAt } from "@/domain/agent/coalesce";
import { factsForQuestion } from "@/domain/agent/contact-facts/contact-facts";
import { fixedTexts } from "@/domain/agent/fixed-texts";
import { decideGate } from "@/domain/agent/gate";
import { asksAgain, failsAgain, HELPED_NOT } from "@/domain/agent/repeated-failure";
import { heldForPerson, isHandover, topicOf } from "@/domain/agent/shadow";
import {
  type AnswerResult,
  IGNORE_REASONS,
  type IgnoreReason,
  type TurnTrace,
  traceWithoutAgent,
} from "@/domain/agent/turn";
import { soundsUpset } from "@/domain/agent/upset";
import { type BurstContent, chosenWords, contentOf } from "@/domain/messaging/content";
import { transcriptsAwaitedUntil } from "@/domain/messaging/media";
import type { Agent } from "@/server/agent/pipeline";
import type { TurnRules } from "@/server/automation/service";
import { rollSummary, type Summarise } from "@/server/conversations/summary";
import { closeTurn, NO_EFFECTS, type OpenTurn, openTurn, type TurnDraft } from "@/server/conversations/turns";
import type { Database } from "@/server/db/client";
import { enqueueGrouping } from "@/server/knowledge/gaps/service";
import type { Logger } from "@/server/logger";
import { courtesyFor } from "./courtesy";
import { type AnswerRating, askingWhetherHelped, ratedReply, ratingOf, withRating } from "./helped";
import type { JobAttempt, JobHandler, JobQueue } from "./queue";
import { endedByRules, withRules } from "./turn-rules";

/** Tries of the agent before a person is asked: a customer should not wait minutes for a model that is down. */
const AGENT_ATTEMPTS = 3;
/** A conversation that changes hands this often while drafts are written is left to the next attempt. */
const STALE_ROUNDS = 5;

export interface AnswerDeps {
  db: Database;
  queue: Pick<JobQueue, "enqueue">;
  agent: Pick<Agent, "answer">;
  /** The language to answer a question in, told also by what the customer wrote earlier (oldest first). */
  replyLanguage: (question: string, earlier: readonly string[]) => Promise<string>;
  /** What the account's rules and forms say of a turn, before the agent and after it handed over. */
  rules?: TurnRules;
  logger: Logger;
  now: () => Date;
  /** Default: adaptive. */
  quiet?: QuietPolicy;
  /** Absent: what a conversation was about is told by the customer's questions. */
  summarise?: Summarise | undefined;
  /** Recordings are written down by a model, so a turn waits for it a while. */
  transcribes?: boolean;
}

/** Decides what comes of the messages of a conversation that wait: each ends in exactly one turn. Safe to run twice. */
export function createAnswerHandler(deps: AnswerDeps): JobHandler<"answer"> {
  const { db, queue, now } = deps;
  return async (key, signal, attempt) => {
    let hasClosed = false;
    for (let round = 0; round < STALE_ROUNDS; round++) {
      const turn = await openTurn(db, key, now());
      if (!turn) {
        if (hasClosed) await summed(deps, key, signal);
        return;
      }
      const startsAt = startOf(deps, turn);
      if (startsAt && startsAt > now()) {
        await queue.enqueue(db, "answer", key, { singletonKey: key.conversationId, startAfter: startsAt });
        return;
      }
      const run = { signal, attempt };
      const draft = forPeople(await draftTurn(deps, turn, run), turn, now());
      // Also after a closed one: what a person settled is a turn of its own, and what came after it still waits.
      if ((await closed(deps, turn, draft, run)) === "closed") {
        round = -1;
        hasClosed = true;
        // Also an answered one counts among those that are asked most.
        if (draft.score !== null || isHandover(draft)) await enqueueGrouping(deps, db, key.accountId);
      }
    }
    throw new Error("The conversation kept changing while its answer was written.");
  };
}

interface Run {
  signal: AbortSignal;
  attempt: JobAttempt;
}

type Rated = Run & { rating: AnswerRating | undefined };

/** A stop is not a failure: the job returns to the queue, and the next process answers. */
const isTriedAgain = ({ signal, attempt }: Run): boolean =>
  signal.aborted || (attempt.number < AGENT_ATTEMPTS && !attempt.isLast);

/** What cannot be written down is tried as often as the agent; then a person is asked, or nobody would ever be told. */
async function closed(deps: AnswerDeps, turn: OpenTurn, draft: TurnDraft, run: Run): Promise<"closed" | "stale"> {
  const { db, logger, now, quiet } = deps;
  const closing = { now: now(), waitsForMore: quiet !== "none" };
  try {
    return await closeTurn(db, turn, draft, closing);
  } catch (error) {
    if (draft.outcome === "ignored" || isTriedAgain(run)) throw error;
    logger.error({ ...turn.key, err: error }, "a turn could not be written down; handed to a person");
    return await closeTurn(db, turn, forPeople(shadowed(turn, await failed(deps, turn)), turn, now()), closing);
  }
}

/** Nobody waits for it, and a turn is as good without: a failure is only written down. */
async function summed(deps: AnswerDeps, key: OpenTurn["key"], signal: AbortSignal): Promise<void> {
  try {
    await rollSummary(deps, key, signal);
  } catch (error) {
    deps.logger.warn({ ...key, err: error }, "a conversation could not be summarised");
  }
}

/**
 * Who is told that a person will answer, and when nobody is there, is told when somebody is. An angry customer comes
 * first among those who wait.
 */
const forPeople = (draft: TurnDraft, { account }: OpenTurn, now: Date): TurnDraft => ({
  ...draft,
  reply: draft.reply === null ? null : withOpening(draft.reply, account.hours, now),
  ...(draft.outcome === "handed_off" && soundsUpset(draft.question) ? { priority: "high" } : {}),
});

/** Undefined when there is nothing to wait for. Whoever writes a transcript down asks for the answer at once. */
function startOf({ quiet = "adaptive", transcribes = false, now }: AnswerDeps, turn: OpenTurn): Date | undefined {
  const { messages, settledBy } = turn;
  if (settledBy) return undefined;
  const heard = messages.map(({ kind, createdAt, media }) => ({ kind, receivedAt: createdAt, media }));
  const transcriptsUntil = transcribes ? transcriptsAwaitedUntil(heard, now()) : null;
  if (transcriptsUntil) return transcriptsUntil;
  if (quiet === "none") return undefined;
  return turnStartsAt(messages.map(({ createdAt, words }) => ({ receivedAt: createdAt, text: words })));
}

async function draftTurn(deps: AnswerDeps, turn: OpenTurn, run: Run): Promise<TurnDraft> {
  const rating = await ratingOf(turn);
  return withRating(await decided(deps, turn, { ...run, rating }), rating);
}

async function decided(deps: AnswerDeps, turn: OpenTurn, run: Rated): Promise<TurnDraft> {
  const startedAt = performance.now();
  const chatKind = turn.isGroup ? "group" : "direct";
  const gate = turn.settledBy
    ? ({ kind: "ignore", reason: turn.settledBy } as const)
    : decideGate({
        messages: turn.messages.map(({ sentAt }) => ({ chatKind, sentAt })),
        conversation: { ...turn.conversation, optedOut: turn.optedOut, recent: turn.recent },
        settings: { ...turn.account.settings, groups: turn.account.groups },
        now: deps.now(),
      });
  const gateMs = performance.now() - startedAt;
  if (gate.kind === "ignore") return ignored(turn, gate.reason, gateMs);
  if (!deps.rules) return shadowed(turn, await draftByContent(deps, turn, { ...run, gateMs }));
  const asked = rulesAsked(deps, turn);
  const before = await orWithout(deps, turn, run, deps.rules.before(asked));
  if (before?.ended) return withRules(draftOf(turn, endedByRules(before.ended, questionOf(turn), gateMs)), [before]);
  const draft = await draftByContent(deps, turn, { ...run, gateMs });
  // By what the agent decided: a draft that only waits for a person was not handed over.
  const after = isHandover(draft) ? await orWithout(deps, turn, run, deps.rules.afterHandoff(asked)) : undefined;
  return withRules(shadowed(turn, draft), [before, after]);
}

const shadowed = ({ account }: OpenTurn, draft: TurnDraft): TurnDraft =>
  account.isShadowed ? heldForPerson(draft) : draft;

/** Rules that can't be looked at are tried as often as the agent; then the customer is answered without them. */
async function orWithout<Decision>(
  { logger }: AnswerDeps,
  { key }: OpenTurn,
  run: Run,
  decision: Promise<Decision>,
): Promise<Decision | undefined> {
  try {
    return await decision;
  } catch (error) {
    if (isTriedAgain(run)) throw error;
    logger.error({ ...key, err: error }, "the account's rules could not be looked at; answered without them");
    return undefined;
  }
}

/** By what the messages give the bot to work with. */
function draftByContent(
  deps: AnswerDeps,
  turn: OpenTurn,
  run: Rated & { gateMs: number },
): TurnDraft | Promise<TurnDraft> {
  const { gateMs, rating } = run;
  const content = contentOf(turn.messages);
  if (content === "nothing") return ignored(turn, "nothing_to_answer", gateMs);
  if (rating?.isAll) return draftOf(turn, ratedReply(turn, rating, gateMs));
  return content === "text" ? answered(deps, turn, run) : courteous(deps, turn, content, gateMs);
}

/** What was asked; of a turn that only names a place or a person, that name, so that people see what it was about. */
const questionOf = ({ messages }: OpenTurn) =>
  joinTurnText(chosenWords(messages)) || joinTurnText(messages.map(({ words }) => words));

const languageOfTurn = ({ replyLanguage }: AnswerDeps, turn: OpenTurn) => {
  const earlier = turn.history.flatMap(({ role, text }) => (role === "customer" ? [text] : []));
  return replyLanguage(joinTurnText(chosenWords(turn.messages)), earlier);
};

function ignored(turn: OpenTurn, reason: IgnoreReason, gateMs: number): TurnDraft {
  const trace = traceWithoutAgent(questionOf(turn), { name: "gate", ms: gateMs, note: reason });
  return draftOf(turn, { outcome: "ignored", reason: IGNORE_REASONS[reason], reply: null, band: null, trace });
}

/** Only things the bot cannot read. Said once: a row of photos does not get the same sentence after each. */
async function courteous(
  deps: AnswerDeps,
  turn: OpenTurn,
  content: Exclude<BurstContent, "text" | "nothing">,
  gateMs: number,
): Promise<TurnDraft> {
  const language = await languageOfTurn(deps, turn);
  const { outcome, reason, reply } = courtesyFor(content, language);
  return draftOf(turn, {
    outcome,
    language,
    reason,
    reply: wasSaid(reply, turn.lastReply) ? null : reply,
    band: outcome === "handed_off" ? "handed_over" : null,
    trace: traceWithoutAgent(questionOf(turn), { name: "gate", ms: gateMs, note: reason }),
  });
}

async function answered(deps: AnswerDeps, turn: OpenTurn, run: Run & { gateMs: number }): Promise<TurnDraft> {
  const { agent, logger } = deps;
  const { gateMs } = run;
  const { key, account, history } = turn;
  try {
    // Where somebody is waited for already, the bot goes on as well as it can.
    const earlier = turn.conversation.needsPersonReason === null && !turn.isGroup ? await turn.earlier() : [];
    if (asksAgain(questionOf(turn), earlier, deps.now()))
      return handedToPerson(turn, await languageOfTurn(deps, turn), gateMs);
    const result = await agent.answer(
      {
        accountId: key.accountId,
        accountName: account.name,
        question: questionOf(turn),
        history,
        settings: account.settings,
        summary: turn.conversation.summary,
        facts: factsForQuestion(turn.facts, questionOf(turn)),
        conversation: askedIn(turn),
      },
      run.signal,
    );
    if (result.decision === "form") return await formStarted(deps, turn, result, gateMs);
    const isTwice = failsAgain(result, questionOf(turn), earlier, deps.now());
    // Asked back twice a customer loses patience; an answer that may be right is given all the same.
    if (isTwice && result.decision === "clarify")
      return handedToPerson(turn, await languageOfTurn(deps, turn), gateMs, result.trace);
    const draft = draftFrom(turn, result, gateMs);
    if (isTwice) return { ...draft, effects: { ...NO_EFFECTS, needsPersonReason: HELPED_NOT } };
    return await askingWhetherHelped(turn, { result, draft }, deps.now());
  } catch (error) {
    if (isTriedAgain(run)) throw error;
    logger.error({ ...key, err: error }, "no answer could be made; handed to a person");
    return failed(deps, turn);
  }
}

async function failed(deps: AnswerDeps, turn: OpenTurn): Promise<TurnDraft> {
  const language = await languageOfTurn(deps, turn);
  const { outcome, reason, reply } = courtesyFor("failure", language);
  const trace = traceWithoutAgent(questionOf(turn), { name: "answer", ms: 0, note: reason });
  return draftOf(turn, { outcome, reason, reply, band: "handed_over", trace, language });
}

/** In shadow mode nothing begins that a person hasn't looked at; and in a group there is no one customer to ask. */
const askedIn = ({ key, isGroup, account, messages }: OpenTurn) => ({
  id: key.conversationId,
  isGroup,
  occasion: messages[0]?.id ?? key.conversationId,
  mayStartForms: !isGroup && !account.isShadowed,
});

/** The agent left the turn to a form. One that was deleted meanwhile leaves it to a person. */
async function formStarted(deps: AnswerDeps, turn: OpenTurn, result: AnswerResult, gateMs: number): Promise<TurnDraft> {
  const trace = { ...result.trace, steps: [{ name: "gate", ms: gateMs, note: "answer" }, ...result.trace.steps] };
  const started = result.formId && (await deps.rules?.startForm(rulesAsked(deps, turn), result.formId));
  if (started) return draftOf(turn, { ...started, outcome: "automated", band: null, trace });
  const reply = fixedTexts(await languageOfTurn(deps, turn)).personWillAnswer;
  const reason = "The form that the bot wanted to start is no longer there.";
  return draftOf(turn, { outcome: "handed_off", reason, reply, band: "handed_over", trace });
}

const rulesAsked = (deps: AnswerDeps, turn: OpenTurn) => ({
  ...turn,
  lastSeq: turn.messages.at(-1)?.seq ?? null,
  language: () => languageOfTurn(deps, turn),
});

/** The bot has tried and failed: a person is asked, whatever it would say next. */
function handedToPerson(turn: OpenTurn, language: string, gateMs: number, drafted?: TurnTrace): TurnDraft {
  const step = { name: "gate", ms: gateMs, note: HELPED_NOT };
  const trace = drafted ? { ...drafted, steps: [step, ...drafted.steps] } : traceWithoutAgent(questionOf(turn), step);
  const reply = fixedTexts(language).personWillAnswer;
  return draftOf(turn, { outcome: "handed_off", reason: HELPED_NOT, reply, band: "handed_over", trace, language });
}

function draftFrom(turn: OpenTurn, result: AnswerResult, gateMs: number): TurnDraft {
  const trace = { ...result.trace, steps: [{ name: "gate", ms: gateMs, note: "answer" }, ...result.trace.steps] };
  const isHandoff = result.decision === "handoff";
  // Somebody is waited for already, and the customer knows: the same sentence again would sound like a machine.
  const isSaid = isHandoff && turn.conversation.needsPersonReason !== null && wasSaid(result.reply, turn.lastReply);
  return draftOf(turn, {
    outcome: isHandoff ? "handed_off" : "answered",
    reason: isHandoff ? (result.handoffReason ?? "The bot could not answer.") : null,
    reply: isSaid ? null : result.reply,
    score: result.score,
    band: result.band,
    topic: topicOf(result.decision, result.trace),
    ...(result.language ? { language: result.language } : {}),
    trace,
  });
}

const draftOf = (
  turn: OpenTurn,
  draft: Omit<TurnDraft, "question" | "score"> & { score?: number | null },
): TurnDraft => ({
  score: null,
  ...draft,
  question: questionOf(turn),
});
