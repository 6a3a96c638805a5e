import type { TurnOutcome } from "../agent/turn";
import type { Figure, Metric } from "./cells";
import type { Writer } from "./conversation-metrics";
import { DELAY_CLASSES, type DelayClass } from "./delay-classes";
import { HANDOFF_KINDS, type HandoffKind } from "./handoff-kinds";

/** What of a period is compared with the one before. */
export interface Totals {
  /** Received from customers, and sent by the bot and by people. */
  messages: Record<Writer, number>;
  conversations: number;
  firstResponse: Delays;
  botAnswer: Delays;
  personReply: Delays;
  turns: Record<TurnOutcome, number>;
  handoffs: { kind: HandoffKind; count: number }[];
  /** Of the turns that the bot answered or handed over itself; see handedOver. */
  handoffRate: number | null;
  resolution: { resolved: number; settled: number };
  languages: { language: string; count: number }[];
  models: { model: string; turns: number; inputTokens: number; outputTokens: number }[];
  ratings: { up: number; down: number };
  /** Answers that asked whether they helped, by what their customers said. */
  asked: { up: number; down: number; none: number };
  optOuts: number;
}

export interface Delays {
  /** In the order of DELAY_CLASSES, all of them. */
  classes: { name: DelayClass; count: number }[];
  count: number;
  /** Null without any. */
  meanMs: number | null;
}

class Figures {
  constructor(private readonly figures: readonly Figure[]) {}

  /** What is counted, added up by dimension. */
  of(metric: Metric): Map<string, { count: number; sum: number }> {
    const byDimension = new Map<string, { count: number; sum: number }>();
    for (const { metric: which, dimension, count, sum } of this.figures) {
      if (which !== metric) continue;
      const before = byDimension.get(dimension) ?? { count: 0, sum: 0 };
      byDimension.set(dimension, { count: before.count + count, sum: before.sum + sum });
    }
    return byDimension;
  }

  count(metric: Metric, dimension = ""): number {
    return this.of(metric).get(dimension)?.count ?? 0;
  }

  delays(metric: "first_response" | "bot_answer" | "person_reply"): Delays {
    const found = this.of(metric);
    const classes = DELAY_CLASSES.map(({ name }) => ({ name, count: found.get(name)?.count ?? 0 }));
    const count = classes.reduce((total, one) => total + one.count, 0);
    const sum = [...found.values()].reduce((total, one) => total + one.sum, 0);
    return { classes, count, meanMs: count === 0 ? null : Math.round(sum / count) };
  }
}

/** The most frequent first; of equals in the order of the alphabet, so that a page looks the same each time. */
const byCount =
  <Row extends { count: number }>(name: (row: Row) => string) =>
  (a: Row, b: Row) =>
    b.count - a.count || (name(a) < name(b) ? -1 : 1);

/** How many the bot itself handed over: a draft that only waits in shadow mode is none. */
const handedOver = (handoffs: Totals["handoffs"]): number =>
  handoffs.reduce((total, { kind, count }) => total + (kind === "shadow" ? 0 : count), 0);

/** Puts figures of any buckets together. */
export function totalsOf(figures: readonly Figure[]): Totals {
  const sheet = new Figures(figures);
  const handoffCounts = sheet.of("handoffs");
  const handoffs = HANDOFF_KINDS.map((kind) => ({ kind, count: handoffCounts.get(kind)?.count ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort(byCount(({ kind }) => kind));
  const turns = {
    answered: sheet.count("turns", "answered"),
    handed_off: sheet.count("turns", "handed_off"),
    automated: sheet.count("turns", "automated"),
    ignored: sheet.count("turns", "ignored"),
  };
  const decided = turns.answered + handedOver(handoffs);
  const outputs = sheet.of("output_tokens");
  const resolved = sheet.count("settled", "resolved");
  return {
    messages: {
      customer: sheet.count("messages", "customer"),
      bot: sheet.count("messages", "bot"),
      person: sheet.count("messages", "person"),
    },
    conversations: sheet.count("conversations"),
    firstResponse: sheet.delays("first_response"),
    botAnswer: sheet.delays("bot_answer"),
    personReply: sheet.delays("person_reply"),
    turns,
    handoffs,
    handoffRate: decided === 0 ? null : handedOver(handoffs) / decided,
    resolution: { resolved, settled: resolved + sheet.count("settled", "open") },
    languages: [...sheet.of("languages")]
      .map(([language, { count }]) => ({ language, count }))
      .sort(byCount(({ language }) => language)),
    models: [...sheet.of("input_tokens")]
      .map(([model, { count, sum }]) => ({
        model,
        turns: count,
        inputTokens: sum,
        outputTokens: outputs.get(model)?.sum ?? 0,
      }))
      .sort((a, b) => b.inputTokens + b.outputTokens - a.inputTokens - a.outputTokens || (a.model < b.model ? -1 : 1)),
    ratings: { up: sheet.count("ratings", "up"), down: sheet.count("ratings", "down") },
    asked: { up: sheet.count("asked", "up"), down: sheet.count("asked", "down"), none: sheet.count("asked", "none") },
    optOuts: sheet.count("opt_outs"),
  };
}

/** One local day, for the course of a period. */
export interface DayFigures {
  date: string;
  received: number;
  byBot: number;
  byPeople: number;
  conversations: number;
  answered: number;
  handedOver: number;
}

export function dayOf(date: string, figures: readonly Figure[]): DayFigures {
  const { messages, conversations, turns, handoffs } = totalsOf(figures);
  return {
    date,
    received: messages.customer,
    byBot: messages.bot,
    byPeople: messages.person,
    conversations,
    answered: turns.answered,
    handedOver: handedOver(handoffs),
  };
}

/** Customers' messages by weekday (0 = Monday) and hour of the clock. */
export type WeekHours = number[][];

export function weekHours(counts: readonly { weekday: number; hour: number; count: number }[]): WeekHours {
  const week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const { weekday, hour, count } of counts) {
    const day = week[weekday];
    if (day) day[hour] = (day[hour] ?? 0) + count;
  }
  return week;
}
