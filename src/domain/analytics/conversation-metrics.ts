import type { TurnOutcome } from "../agent/turn";
import type { MessageAuthor } from "../messaging/message";
import { BEGINS_AFTER_MS, type CellSheet, SETTLED_AFTER_MS } from "./cells";
import { delayClassOf } from "./delay-classes";

/** Who wrote, as far as figures tell people apart: colleagues at the dashboard and at the phone are both `person`. */
export type Writer = "customer" | "bot" | "person";

export const WRITERS: Partial<Record<MessageAuthor, Writer>> = {
  customer: "customer",
  bot: "bot",
  person: "person",
  phone: "person",
};

/** A message that was received or sent. */
export interface MessageFact {
  /** In ms since 1970, by WhatsApp's clock. */
  at: number;
  writer: Writer;
  /** Of a customer's message: what came of the turn that accounts for it; null while it waits. */
  outcome: TurnOutcome | null;
}

/** One conversation of a contact, from its beginning on. */
interface Run {
  begunAt: number;
  lastAt: number;
  isResponded: boolean;
  isAnsweredByBot: boolean;
  isHandedOver: boolean;
  hasPerson: boolean;
}

/** Whether a customer's message begins a conversation. `previousAt`: of the message before it; undefined: there is none. */
export const begins = (at: number, previousAt: number | undefined): boolean =>
  previousAt === undefined || at - previousAt >= BEGINS_AFTER_MS;

/**
 * Counts what happened in one contact's thread. The messages are in order of writing (of what was
 * written in the same second, of arrival), and the first is the first of all, or is known to
 * begin a conversation. Everything is counted where the customer began to wait, or where a conversation ended, so that
 * nothing that happens later than SETTLED_AFTER_MS changes it.
 */
export function countThread(sheet: CellSheet, messages: readonly MessageFact[], asOf: number): void {
  let previousAt: number | undefined;
  let run: Run | undefined;
  let waitsForBot: number | undefined;
  let waitsForPerson: number | undefined;
  for (const { at, writer, outcome } of messages) {
    const isBeginning = writer === "customer" && begins(at, previousAt);
    if (run && (isBeginning || at - run.lastAt >= SETTLED_AFTER_MS)) {
      settle(sheet, run, { asOf, nextAt: isBeginning ? at : undefined });
      run = undefined;
    }
    if (isBeginning) {
      sheet.add("conversations", at);
      run = { begunAt: at, lastAt: at, ...NOTHING_YET };
      waitsForBot = undefined;
      waitsForPerson = undefined;
    }
    sheet.add("messages", at, { dimension: writer });
    if (writer === "customer") {
      waitsForBot ??= at;
      // Whom the bot answered waits for nobody else.
      if (outcome !== "answered" && outcome !== "automated") waitsForPerson ??= at;
    } else {
      if (run && !run.isResponded) addDelay(sheet, "first_response", run.begunAt, at);
      if (writer === "bot" && waitsForBot !== undefined) addDelay(sheet, "bot_answer", waitsForBot, at);
      if (writer === "person" && waitsForPerson !== undefined) addDelay(sheet, "person_reply", waitsForPerson, at);
      waitsForBot = undefined;
      if (writer === "person") waitsForPerson = undefined;
    }
    if (run) run = after(run, { at, writer, outcome });
    previousAt = at;
  }
  if (run) settle(sheet, run, { asOf, nextAt: undefined });
}

const NOTHING_YET = { isResponded: false, isAnsweredByBot: false, isHandedOver: false, hasPerson: false };

const after = (run: Run, { at, writer, outcome }: Pick<MessageFact, "at" | "writer" | "outcome">): Run => ({
  ...run,
  lastAt: at,
  isResponded: run.isResponded || writer !== "customer",
  isAnsweredByBot: run.isAnsweredByBot || outcome === "answered",
  isHandedOver: run.isHandedOver || outcome === "handed_off",
  hasPerson: run.hasPerson || writer === "person",
});

function addDelay(
  sheet: CellSheet,
  metric: "first_response" | "bot_answer" | "person_reply",
  from: number,
  to: number,
) {
  const dimension = delayClassOf(to - from);
  if (dimension) sheet.add(metric, from, { dimension, sum: to - from });
}

/** `nextAt`: when the customer began the next conversation, if that ended this one. */
function settle(sheet: CellSheet, run: Run, { asOf, nextAt }: { asOf: number; nextAt: number | undefined }): void {
  const settledAt = run.lastAt + SETTLED_AFTER_MS;
  if (settledAt > asOf) return;
  const cameBack = nextAt !== undefined && nextAt < settledAt;
  const isResolved = run.isAnsweredByBot && !run.isHandedOver && !run.hasPerson && !cameBack;
  sheet.add("settled", run.lastAt, { dimension: isResolved ? "resolved" : "open" });
}
