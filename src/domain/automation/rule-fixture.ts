import type { RuleContext } from "./context";
import { defaultBusinessHours } from "./default-hours";
import type { Rule, RuleDefinition } from "./rule";

/** A Monday, half past ten in Lisbon. */
export const MONDAY_MORNING = new Date("2026-12-07T10:30:00Z");

export const aRule = (definition: Partial<RuleDefinition> = {}, id = "rul_1"): Rule => ({
  id,
  name: `Rule ${id}`,
  definition: {
    trigger: { kind: "message" },
    conditions: [],
    actions: [{ kind: "send_text", text: `From ${id}` }],
    flow: "continue",
    ...definition,
  },
});

/** A message of a customer within business hours. */
export const aContext = (text = "Hello", overrides: Partial<RuleContext> = {}): RuleContext => ({
  occasion: "message",
  now: MONDAY_MORNING,
  messages: [{ kind: "text", words: text }],
  isFirstMessage: false,
  language: "en",
  hours: defaultBusinessHours("Europe/Lisbon"),
  tags: [],
  isWaitingForPerson: false,
  messageCount: 3,
  runs: {},
  isGroup: false,
  variables: { name: "Ana Sá", business: "Lumen Bikes", nextOpening: null, fields: {} },
  ...overrides,
});
