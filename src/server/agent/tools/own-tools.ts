import { z } from "zod";
import { addressesModel } from "@/domain/agent/model-instructions";
import { firstCharacters } from "@/domain/agent/shortened";
import { hoursInWords } from "@/domain/agent/tools/hours-in-words";
import { modelAskedWords } from "@/domain/agent/turn";
import { FORM_START, type Form, questionText } from "@/domain/automation/form";
import type { BusinessHours } from "@/domain/automation/hours";
import { type AgentTool, asAgentTool } from "./agent-tool";

const noInputs = z.object({});

/** Says when the business is open, by its own clock. */
export const businessHoursTool = (readHours: () => Promise<BusinessHours | null>, now: () => Date): AgentTool =>
  asAgentTool({
    name: "business_hours",
    label: "Business hours",
    description:
      "Tells when the business is open: now, in a usual week, and on the special days of the next two weeks.",
    inputs: noInputs,
    async run() {
      const hours = await readHours();
      if (!hours) return { kind: "nothing", why: "Nobody has said when the business is open." };
      return { kind: "found", text: hoursInWords(hours, now()) };
    },
  });

/** Reads one of the fields that the account named, of the contact who writes and of nobody else. */
export const contactFieldTool = (
  fields: readonly [string, ...string[]],
  readFields: () => Promise<Readonly<Record<string, string>>>,
): AgentTool =>
  asAgentTool({
    name: "contact_field",
    label: "Contact",
    description: "Looks up what is known of the customer who writes.",
    inputs: z.object({ field: z.enum(fields) }),
    async run({ field }) {
      const value = (await readFields())[field];
      if (value === undefined || value === "")
        return { kind: "nothing", why: `The customer's ${inWords(field)} isn't known.` };
      // Customers write it themselves: a message of theirs may be a value.
      if (addressesModel(value))
        return {
          kind: "nothing",
          why: `The customer's ${inWords(field)} gives orders to a model, so it was left out.`,
        };
      return { kind: "found", text: `The customer's ${inWords(field)}: ${value}`, isFromCustomer: true };
    },
  });

const inWords = (field: string) => field.replaceAll("_", " ");

const MAX_REASON = 200;

/** Leaves the message to a person. */
export const handOffTool = (when: string): AgentTool =>
  asAgentTool({
    name: "hand_off",
    label: "Hand over",
    description: `Leaves this message to a person of the company. Use it, beside the usual cases, when: ${JSON.stringify(when)}`,
    inputs: z.object({ reason: z.string().describe("For that person: what the customer needs, in a few words.") }),
    async run({ reason }) {
      // On one line, as every note is one sentence.
      const words = firstCharacters(reason.replaceAll(/\s+/g, " ").trim(), MAX_REASON);
      return { kind: "act", act: { kind: "hand_off", note: modelAskedWords(words) } };
    },
  });

export interface StartableForm {
  formId: string;
  form: Form;
  when: string;
}

/** Begins one of the account's forms. */
export const startFormTool = (forms: readonly [StartableForm, ...StartableForm[]]): AgentTool =>
  asAgentTool({
    name: "start_form",
    label: "Start a form",
    description: [
      "Asks the customer the questions of a form, one after the other, in place of an answer. Forms, and when to start each:",
      ...forms.map(({ form, when }, index) => `${index + 1}. ${JSON.stringify(form.name)}: ${JSON.stringify(when)}`),
    ].join("\n"),
    inputs: z.object({ form: z.number().int().min(1).max(forms.length).describe("The number of the form.") }),
    async run({ form: number }) {
      const { formId, form } = forms[number - 1] ?? forms[0];
      const question = form.questions[FORM_START.position];
      if (!question) return { kind: "nothing", why: "This form has no questions." };
      const act = {
        kind: "start_form",
        formId,
        note: `Started the form “${form.name}”.`,
        reply: questionText(question),
      } as const;
      return { kind: "act", act };
    },
  });
