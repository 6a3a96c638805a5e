import type { Form } from "./form";
import type { RuleDefinition } from "./rule";

export interface RuleTemplate {
  /** Under which its title and what it does are said, in `automations.templates`. */
  key: "away" | "welcome" | "order" | "person" | "price-list" | "offers" | "waiting";
  name: string;
  definition: RuleDefinition;
  /** Made first, and started by the rule's `start_form`. */
  form?: Form;
}

/** Stands for the form of the template until that has an id. */
export const TEMPLATE_FORM = "template";
/** Stands for a file that whoever uses the template chooses. */
export const TEMPLATE_FILE = "template";

const once = (withinHours: number | null) =>
  ({ kind: "count", of: "runs", test: "at_most", value: 0, withinHours }) as const;

/** Common cases to start from; all of their texts are meant to be changed. */
export const RULE_TEMPLATES: readonly RuleTemplate[] = [
  {
    key: "away",
    name: "Outside opening hours",
    definition: {
      trigger: { kind: "away" },
      conditions: [once(12)],
      actions: [
        {
          kind: "send_text",
          text: "Thanks for writing to {{business}}. We are closed right now and open again {{next_opening|soon}}.",
        },
      ],
      flow: "continue",
    },
  },
  {
    key: "welcome",
    name: "Welcome",
    definition: {
      trigger: { kind: "first_message" },
      conditions: [],
      actions: [{ kind: "send_text", text: "Hi {{first_name|there}}, welcome to {{business}}." }],
      flow: "continue",
    },
  },
  {
    key: "order",
    name: "Order questions",
    definition: {
      trigger: { kind: "keyword", words: ["order", "my order", "order status", "where is my order"] },
      conditions: [{ kind: "field", field: "order_number", test: "is_empty", value: "" }],
      actions: [
        { kind: "start_form", formId: TEMPLATE_FORM },
        { kind: "hand_off", reason: "Asks about an order." },
      ],
      flow: "stop",
    },
    form: {
      name: "Order number",
      questions: [
        { kind: "text", field: "order_number", ask: "What is your order number?", again: "" },
        { kind: "email", field: "email", ask: "Which email address did you order with?", again: "" },
      ],
      done: "Thank you. We look up order {{field.order_number}} and come back to you here.",
      cancelWord: "cancel",
      cancelled: "All right, never mind. What else can I do for you?",
      timeoutMinutes: 60,
    },
  },
  {
    key: "person",
    name: "Asks for a person",
    definition: {
      trigger: { kind: "keyword", words: ["person", "agent", "human", "complaint"] },
      conditions: [],
      actions: [
        { kind: "send_text", text: "Of course. Somebody of {{business}} will write to you here." },
        { kind: "hand_off", reason: "Asked for a person." },
        { kind: "pause_bot", minutes: 120 },
      ],
      flow: "stop",
    },
  },
  {
    key: "price-list",
    name: "Price list",
    definition: {
      trigger: { kind: "keyword", words: ["price list", "prices", "menu", "catalogue"] },
      conditions: [],
      actions: [{ kind: "send_file", fileId: TEMPLATE_FILE, caption: "Hi {{first_name|there}}, here it is." }],
      flow: "stop",
    },
  },
  {
    key: "offers",
    name: "Wants offers",
    definition: {
      trigger: { kind: "keyword", words: ["offers", "news"] },
      conditions: [{ kind: "tag", tag: "offers", has: false }],
      actions: [
        { kind: "add_tag", tag: "offers" },
        {
          kind: "send_text",
          text: "Done, {{first_name|you}} will hear about our offers here. Write “stop” at any time.",
        },
      ],
      flow: "stop",
    },
  },
  {
    key: "waiting",
    name: "Still waiting",
    definition: {
      trigger: { kind: "no_reply", from: "team", minutes: 30 },
      conditions: [{ kind: "hours", is: "open" }, once(12)],
      actions: [
        { kind: "send_text", text: "We haven't forgotten you. Somebody will write to you as soon as possible." },
      ],
      flow: "stop",
    },
  },
];
