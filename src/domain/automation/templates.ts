import type { Form } from "./form";
import type { RuleDefinition } from "./rule";

export interface RuleTemplate {
  key: string;
  title: string;
  /** What it does, in one sentence. */
  summary: string;
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
    title: "Message outside opening hours",
    summary: "Tells customers when you open, once in twelve hours. The bot still answers what it knows.",
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
    title: "Welcome on the first message",
    summary: "Greets a customer who has never written before; then the bot answers.",
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
    title: "Ask for the order number",
    summary: "When somebody writes about an order, asks for its number and the email address, and calls a person.",
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
    title: "Call a person by a word",
    summary: "When somebody writes one of your words, a person is asked for and the bot stays out.",
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
    title: "Send the price list",
    summary: "When somebody asks for your prices or your menu, sends the file that you choose.",
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
    title: "Tag who wants your offers",
    summary: "When somebody writes a word, confirms it and tags them, so that you know whom you may write to.",
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
    title: "Don't leave anybody waiting",
    summary:
      "When a person was asked for and nobody wrote back for half an hour, tells the customer it isn't forgotten.",
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
