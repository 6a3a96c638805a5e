import { describe, expect, test } from "vitest";
import { evaluateRules } from "./evaluate";
import type { Condition, Trigger } from "./rule";
import { ruleDefinitionSchema } from "./rule";
import { aContext, aRule, MONDAY_MORNING } from "./rule-fixture";
import { RULE_TEMPLATES } from "./templates";

const NIGHT = new Date("2026-12-07T22:00:00Z");
const texts = (plan: ReturnType<typeof evaluateRules>) =>
  plan.actions.flatMap(({ action }) => (action.kind === "send_text" ? action.text : []));

describe("a trigger", () => {
  test.each<[Trigger, Parameters<typeof aContext>, boolean]>([
    [{ kind: "keyword", words: ["price", "hours"] }, ["Your HOURS?"], true],
    [{ kind: "keyword", words: ["hour"] }, ["Your hours?"], false],
    [{ kind: "contains", texts: ["hour"] }, ["Your hours?"], true],
    [{ kind: "regex", pattern: "#\\d{4}" }, ["It is #12345"], true],
    [{ kind: "regex", pattern: "^#\\d{4}$" }, ["It is #12345"], false],
    [{ kind: "first_message" }, ["Hi", { isFirstMessage: true }], true],
    [{ kind: "first_message" }, ["Hi"], false],
    [{ kind: "away" }, ["Hi"], false],
    [{ kind: "away" }, ["Hi", { now: NIGHT }], true],
    [{ kind: "away" }, ["Hi", { now: NIGHT, hours: null }], false],
    [{ kind: "language", languages: ["pt", "es"] }, ["Olá", { language: "pt" }], true],
    [{ kind: "language", languages: ["pt"] }, ["Hi"], false],
    [{ kind: "language", languages: ["pt"] }, ["?", { language: null }], false],
    [{ kind: "media", kinds: ["image"] }, ["", { messages: [{ kind: "image", words: "" }] }], true],
    [{ kind: "media", kinds: ["image"] }, ["Hi"], false],
    [{ kind: "tag", tag: "vip" }, ["Hi", { tags: ["vip"] }], true],
    [{ kind: "tag", tag: "vip" }, ["Hi"], false],
    [{ kind: "handoff" }, ["", { occasion: "handoff", messages: [] }], true],
    [{ kind: "no_reply", from: "team", minutes: 5 }, ["", { occasion: "no_reply", messages: [] }], true],
    [{ kind: "schedule", at: "09:00", weekdays: [0], audience: "recent" }, ["", { occasion: "schedule" }], true],
  ])("%j on %j: %s", (trigger, [text, overrides], isMatch) => {
    const { verdicts, actions } = evaluateRules([aRule({ trigger })], aContext(text, overrides));
    expect(verdicts).toMatchObject([{ isMatch, why: expect.stringMatching(/\w.*\.$/) }]);
    expect(actions).toHaveLength(isMatch ? 1 : 0);
  });

  test("of another occasion is not even looked at", () => {
    const rules = [aRule({ trigger: { kind: "handoff" } }), aRule({ trigger: { kind: "message" } }, "rul_2")];
    expect(evaluateRules(rules, aContext()).verdicts.map(({ ruleId }) => ruleId)).toEqual(["rul_2"]);
  });
});

describe("a condition", () => {
  const field = { variables: { name: null, business: "B", nextOpening: null, fields: { city: "Porto" } } };
  const hoursAgo = (hours: number) => new Date(MONDAY_MORNING.getTime() - hours * 3_600_000);
  const runs = { rul_1: [hoursAgo(1), hoursAgo(30)], rul_2: [hoursAgo(1)] };
  test.each<[Condition, Parameters<typeof aContext>[1], boolean]>([
    [{ kind: "hours", is: "open" }, {}, true],
    [{ kind: "hours", is: "closed" }, {}, false],
    [{ kind: "hours", is: "closed" }, { now: NIGHT }, true],
    [{ kind: "hours", is: "open" }, { now: NIGHT, hours: null }, true],
    [{ kind: "field", field: "city", test: "is", value: "PORTO" }, field, true],
    [{ kind: "field", field: "city", test: "is_not", value: "porto" }, field, false],
    [{ kind: "field", field: "city", test: "contains", value: "ort" }, field, true],
    [{ kind: "field", field: "city", test: "is_set", value: "" }, field, true],
    [{ kind: "field", field: "street", test: "is_empty", value: "" }, field, true],
    [{ kind: "tag", tag: "vip", has: true }, { tags: ["vip"] }, true],
    [{ kind: "tag", tag: "vip", has: false }, { tags: ["vip"] }, false],
    [{ kind: "state", is: "waiting" }, { isWaitingForPerson: true }, true],
    [{ kind: "state", is: "not_waiting" }, { isWaitingForPerson: true }, false],
    [{ kind: "count", of: "messages", test: "at_least", value: 3, withinHours: null }, {}, true],
    [{ kind: "count", of: "messages", test: "at_most", value: 2, withinHours: null }, {}, false],
    [{ kind: "count", of: "runs", test: "at_most", value: 1, withinHours: 24 }, { runs }, true],
    [{ kind: "count", of: "runs", test: "at_most", value: 1, withinHours: null }, { runs }, false],
    [{ kind: "count", of: "runs", test: "at_most", value: 0, withinHours: null }, {}, true],
  ])("%j with %j: %s", (condition, overrides, isMatch) => {
    const plan = evaluateRules([aRule({ conditions: [condition] })], aContext("Hi", overrides));
    expect(plan.verdicts).toMatchObject([{ isMatch }]);
  });

  test("that doesn't hold says why, and all have to", () => {
    const conditions: Condition[] = [
      { kind: "tag", tag: "vip", has: true },
      { kind: "hours", is: "closed" },
    ];
    const plan = evaluateRules([aRule({ conditions })], aContext("Hi", { tags: ["vip"] }));
    expect(plan.verdicts).toMatchObject([{ isMatch: false, why: "It was within business hours." }]);
  });
});

describe("an ordered list of rules", () => {
  test("goes on after one that continues, and ends with the first that stops", () => {
    const rules = [aRule({}, "a"), aRule({ flow: "stop" }, "b"), aRule({}, "c")];
    const plan = evaluateRules(rules, aContext());
    expect(texts(plan)).toEqual(["From a", "From b"]);
    expect(plan.endedBy).toEqual({ ruleId: "b", name: "Rule b" });
    expect(plan.verdicts.map(({ ruleId }) => ruleId)).toEqual(["a", "b"]);
  });

  test("lets the bot answer when none stops", () => {
    expect(evaluateRules([aRule({}, "a")], aContext()).endedBy).toBeNull();
  });

  test("keeps the bot from answering when it was paused or a form was begun, also by a rule that continues", () => {
    for (const action of [
      { kind: "pause_bot" as const, minutes: 5 },
      { kind: "start_form" as const, formId: "f" },
    ]) {
      const plan = evaluateRules([aRule({ actions: [action] }, "a"), aRule({}, "b")], aContext());
      expect(plan.endedBy).toEqual({ ruleId: "a", name: "Rule a" });
      expect(texts(plan)).toEqual(["From b"]);
    }
  });

  test("shows later rules what earlier ones changed", () => {
    const rules = [
      aRule(
        {
          actions: [
            { kind: "add_tag", tag: "new" },
            { kind: "set_field", field: "city", value: "Porto" },
          ],
        },
        "a",
      ),
      aRule(
        {
          conditions: [{ kind: "tag", tag: "new", has: true }],
          actions: [{ kind: "send_text", text: "So you are in {{field.city}}" }],
        },
        "b",
      ),
    ];
    expect(texts(evaluateRules(rules, aContext()))).toEqual(["So you are in Porto"]);
  });

  test("collects nothing in a group", () => {
    const rule = aRule({ actions: [{ kind: "start_form", formId: "f" }] });
    expect(evaluateRules([rule], aContext("Hi", { isGroup: true })).actions).toEqual([]);
  });

  test("sends no text of which nothing is left", () => {
    const rule = aRule({ actions: [{ kind: "send_text", text: "{{field.nothing}}" }] });
    expect(evaluateRules([rule], aContext()).actions).toEqual([]);
  });
});

describe("a rule's definition", () => {
  const valid = aRule().definition;
  test.each([
    { trigger: { kind: "regex", pattern: "(a" } },
    { trigger: { kind: "keyword", words: [] } },
    { trigger: { kind: "nothing" } },
    { actions: [] },
    { actions: [{ kind: "webhook", url: "file:///etc/passwd" }] },
    { actions: [{ kind: "send_text", text: "  " }] },
    { trigger: { kind: "handoff" }, actions: [{ kind: "close" }] },
    { conditions: [{ kind: "field", field: "1 2", test: "is", value: "" }] },
  ])("with %j is refused", (change) => {
    expect(ruleDefinitionSchema.safeParse({ ...valid, ...change }).success).toBe(false);
  });

  test("names fields and tags in one spelling", () => {
    const parsed = ruleDefinitionSchema.parse({
      ...valid,
      actions: [
        { kind: "add_tag", tag: " VIP " },
        { kind: "set_field", field: "Order Number", value: "1" },
      ],
    });
    expect(parsed.actions).toEqual([
      { kind: "add_tag", tag: "vip" },
      { kind: "set_field", field: "order_number", value: "1" },
    ]);
  });

  test.each(RULE_TEMPLATES.map((template) => [template.key, template] as const))(
    "of the template %s is valid",
    (_, { definition }) => {
      expect(ruleDefinitionSchema.parse(definition)).toEqual(definition);
    },
  );
});
