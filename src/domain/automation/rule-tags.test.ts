import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aRule } from "./rule-fixture";
import { tagsOfRule, withTagRenamed } from "./rule-tags";

const everywhere = aRule({
  trigger: { kind: "tag", tag: "vip" },
  conditions: [
    { kind: "hours", is: "open" },
    { kind: "tag", tag: "gold", has: false },
  ],
  actions: [
    { kind: "send_text", text: "vip" },
    { kind: "add_tag", tag: "asked" },
    { kind: "remove_tag", tag: "vip" },
  ],
}).definition;

describe("the tags of a rule", () => {
  test("are those of what it waits for, asks about and does, each once", () => {
    expect(tagsOfRule(everywhere)).toEqual(["vip", "gold", "asked"]);
    expect(tagsOfRule(aRule().definition)).toEqual([]);
  });

  test("are renamed everywhere, and nothing else is", () => {
    const renamed = withTagRenamed(everywhere, { from: "vip", to: "regular" });
    expect(tagsOfRule(renamed)).toEqual(["regular", "gold", "asked"]);
    expect(renamed.actions[0]).toEqual({ kind: "send_text", text: "vip" });
    expect(withTagRenamed(renamed, { from: "regular", to: "vip" })).toEqual(everywhere);
  });

  test("are those of before with one of them under the other name", () => {
    const tag = fc.constantFrom("a", "b", "c");
    const rules = fc.record({ on: tag, asked: fc.array(tag), given: fc.array(tag, { minLength: 1 }) }).map(
      ({ on, asked, given }) =>
        aRule({
          trigger: { kind: "tag", tag: on },
          conditions: asked.map((one) => ({ kind: "tag", tag: one, has: true })),
          actions: given.map((one) => ({ kind: "add_tag", tag: one })),
        }).definition,
    );
    fc.assert(
      fc.property(rules, tag, tag, (rule, from, to) => {
        const expected = new Set(tagsOfRule(rule).map((one) => (one === from ? to : one)));
        expect(new Set(tagsOfRule(withTagRenamed(rule, { from, to })))).toEqual(expected);
      }),
    );
  });
});
