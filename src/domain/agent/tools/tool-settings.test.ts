import { describe, expect, test } from "vitest";
import { hasTools, type Lookup, lookupSchema, toolSettingsSchema } from "./tool-settings";

const lookup: Lookup = {
  name: "order_status",
  description: "Where an order is.",
  url: "https://shop.example/orders",
  inputs: [{ name: "order", description: "Its number." }],
};
const problemsOf = (value: unknown) =>
  toolSettingsSchema.safeParse(value).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];

test("names are written as models can call them", () => {
  expect(lookupSchema.parse({ ...lookup, name: " Order Status " }).name).toBe("order_status");
});

describe("what can't work is refused", () => {
  test.each([
    [{ ...lookup, name: "" }, "Use letters from a to z, digits and _, such as order_status."],
    [{ ...lookup, name: "Bestellübersicht" }, "Use letters from a to z, digits and _, such as order_status."],
    [{ ...lookup, name: "hand off" }, "Parley has a tool of this name. Choose another one."],
    [{ ...lookup, description: " " }, "Say what it finds out."],
    [
      { ...lookup, url: "http://127.0.0.1/orders" },
      "Write the address of a public site, such as https://example.com/orders.",
    ],
    [{ ...lookup, inputs: [lookup.inputs[0], lookup.inputs[0]] }, "An input is there twice."],
  ])("%j", (wrong, message) => {
    expect(problemsOf({ lookups: [wrong] }).map(([, words]) => words)).toContain(message);
  });

  test("two of one name, a form twice, and a form without a when", () => {
    expect(problemsOf({ lookups: [lookup, lookup] })).toEqual([["lookups", "Two have the same name."]]);
    const form = { formId: "form_1", when: "somebody books" };
    expect(problemsOf({ forms: [form, form] })).toEqual([["forms", "A form is there twice."]]);
    expect(problemsOf({ forms: [{ formId: "form_1", when: "" }] })).toEqual([
      ["forms.0.when", "Say when to start it."],
    ]);
  });
});

test("tools are there when one of them is on", () => {
  expect([{}, { hours: false, fields: [], lookups: [], forms: [], handOff: "" }].some(hasTools)).toBe(false);
  const on = [{ hours: true }, { fields: ["city"] }, { handOff: "always" }, { lookups: [lookup] }];
  expect(on.every((tools) => hasTools(tools))).toBe(true);
});
