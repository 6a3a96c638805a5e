import { fixedTexts } from "@/domain/agent/fixed-texts";
import { wantsPerson } from "@/domain/agent/wants-person";
import { answerForm, type FormStep } from "@/domain/automation/form";
import { renderText } from "@/domain/automation/variables";
import { localTimeAt } from "@/domain/automation/zoned-time";
import type { Effects } from "../conversations/effects";
import type { Database } from "../db/client";
import { setField } from "./customer-queries";
import { type Asked, loadContext } from "./load-context";
import { endSessions, type FormSession, moveSession } from "./session-queries";

export interface FormTurn {
  reason: string;
  reply: string;
  effects: Effects;
  /** For the trace. */
  note: string;
}

const NOTES: Record<FormStep["kind"], (form: string) => string> = {
  answered: (form) => `Form “${form}”: the answer was understood.`,
  repeated: (form) => `Form “${form}”: the answer wasn't understood; asked again.`,
  cancelled: (form) => `Form “${form}”: the customer ended it.`,
  given_up: (form) => `Form “${form}”: the answer wasn't understood too often; a person is asked.`,
};

/** What comes of a customer's words while a form is under way; undefined when they ask for a person instead. */
export async function decideForm(
  db: Database,
  session: FormSession,
  asked: Asked,
  now: Date,
): Promise<FormTurn | undefined> {
  const form = session.definition;
  const words = asked.messages.map((message) => message.words).join("\n");
  const loaded = wantsPerson(words) ? undefined : await loadContext(db, asked, { rules: [], form, now });
  if (!loaded) return undefined;
  const { context, customer } = loaded;
  const today = localTimeAt(context.hours?.timeZone ?? "UTC", now).date;
  const step = answerForm(form, session, words, today);
  const fields = step.kind === "answered" ? { [step.answer.field]: step.answer.value } : {};
  const variables = { ...context.variables, fields: { ...context.variables.fields, ...fields } };
  const text = await textOf(step, form.done, asked.language);
  return {
    reason: `Form “${form.name}”`,
    reply: renderText(text, variables) || text,
    note: NOTES[step.kind](form.name),
    effects: {
      before: [],
      after: [],
      isClosed: false,
      ...(step.kind === "given_up" ? { needsPersonReason: `Couldn't be understood in the form “${form.name}”.` } : {}),
      alongside: async (tx) => {
        if (step.kind === "answered") {
          const { field: name, value } = step.answer;
          await setField(tx, { accountId: asked.key.accountId, contactId: customer.contactId, name, value });
        }
        if (step.kind === "answered" || step.kind === "repeated") await moveSession(tx, session, step.progress, now);
        if (step.kind === "answered" && step.say === null) await endSessions(tx, asked.key, "done");
        if (step.kind === "cancelled" || step.kind === "given_up") await endSessions(tx, asked.key, "cancelled");
      },
    },
  };
}

async function textOf(step: FormStep, done: string, language: () => Promise<string>): Promise<string> {
  if (step.kind === "given_up") return fixedTexts(await language()).personWillAnswer;
  return step.kind === "answered" ? (step.say ?? done) : step.say;
}
