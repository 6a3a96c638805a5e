import { expect, test } from "vitest";
import { say } from "@/test/say";
import type { RuleDefinition } from "../automation/rule";
import { RULE_TEMPLATES } from "../automation/templates";
import { minutesWords, ruleWords, weekdaysWords } from "./automation";

test("a rule reads as one sentence", () => {
  const rule: RuleDefinition = {
    trigger: { kind: "keyword", words: ["price", "cost"] },
    conditions: [
      { kind: "hours", is: "closed" },
      { kind: "tag", tag: "vip", has: false },
    ],
    actions: [
      { kind: "send_text", text: "Later." },
      { kind: "start_form", formId: "frm_1" },
    ],
    flow: "stop",
  };
  expect(ruleWords(say, "en", rule, new Map([["frm_1", "Order"]]))).toBe(
    "When a message has the word “price” or “cost” and it is outside business hours and the customer doesn't have the tag “vip”, send “Later.” and start the form “Order”. Nothing else answers.",
  );
});

test("a text that ends with a full stop ends its sentence", () => {
  const rule: RuleDefinition = {
    trigger: { kind: "first_message" },
    conditions: [],
    actions: [{ kind: "send_text", text: "Welcome." }],
    flow: "continue",
  };
  expect(ruleWords(say, "en", rule, new Map())).toBe(
    "When a customer writes for the first time, send “Welcome.” Then the bot answers.",
  );
});

test.each(RULE_TEMPLATES.map(({ key, definition }) => [key, definition] as const))(
  "the template %s reads without gaps",
  (_, definition) => {
    expect(ruleWords(say, "en", definition, new Map())).not.toMatch(/undefined|null|\[| {2}/);
  },
);

test.each([
  [5, "5 minutes"],
  [60, "1 hour"],
  [2880, "2 days"],
  [90, "90 minutes"],
])("%s minutes: %s", (minutes, words) => {
  expect(minutesWords(say, minutes)).toBe(words);
});

test.each([
  [[0, 1, 2, 3, 4, 5, 6], "every day"],
  [[4, 0, 1, 2, 3], "Monday to Friday"],
  [[5, 6], "Saturday and Sunday"],
])("%j: %s", (days, words) => {
  expect(weekdaysWords(say, "en", days)).toBe(words);
});
