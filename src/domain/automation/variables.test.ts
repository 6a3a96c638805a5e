import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blanksIn, fillIn, renderText, unknownVariables } from "./variables";

const ANA = { name: "Ana Sá", business: "Lumen", nextOpening: null, fields: { order_number: "A-17" } };
const NOBODY = { name: null, business: "Lumen", nextOpening: null, fields: {} };

describe("a text", () => {
  test.each([
    ["Hi {{first_name}}, welcome to {{business}}!", ANA, "Hi Ana, welcome to Lumen!"],
    ["Hi {{name}}", ANA, "Hi Ana Sá"],
    ["Order {{ field.order_number }}.", ANA, "Order A-17."],
    ["Hi {{first_name}}, welcome", NOBODY, "Hi, welcome"],
    ["Hi {{first_name|there}}!", NOBODY, "Hi there!"],
    ["{{first_name}}, welcome", NOBODY, "welcome"],
    ["Open {{next_opening|soon}}", NOBODY, "Open soon"],
    ["Your {{nonsense}} is ready", ANA, "Your is ready"],
    ["Your order {{field.order}} is ready", NOBODY, "Your order is ready"],
    ["{{}} and {{ broken", ANA, "and broken"],
    ["Price: {5}", ANA, "Price: {5}"],
    ["One\n\n{{field.x}}\n\nTwo", ANA, "One\n\nTwo"],
    ["Hi {{name}}", { ...ANA, name: "{{business}}" }, "Hi business"],
    ["Hi {{name}}", { ...ANA, name: "a\nb" }, "Hi a b"],
    ["Hi {{first_name|you}}", { ...ANA, name: "+351 912" }, "Hi you"],
    ["{{field.__proto__}}x", ANA, "x"],
  ])("%j", (text, variables, rendered) => {
    expect(renderText(text, variables)).toBe(rendered);
  });

  test("never shows braces in twos, whatever it and its values are", () => {
    const part = fc.constantFrom("{{", "}}", "{", "}", "|", "name", "field.x", " ", "a");
    const noise = fc.array(part, { maxLength: 14 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(noise, noise, (text, value) => {
        const rendered = renderText(text, { name: value, business: value, nextOpening: value, fields: { x: value } });
        expect(rendered).not.toMatch(/\{\{|\}\}/);
      }),
      { numRuns: 2_000 },
    );
  });

  test("tells which names stand for nothing", () => {
    expect(unknownVariables("{{name}} {{nmae}} {{field.x}} {{field.}} {{Business}}")).toEqual(["nmae", "field."]);
  });
});

describe("a text that a person looks over", () => {
  const WRITTEN = { ...ANA, operator: "Inês" };
  test.each([
    ["Hi {{first_name}}, {{operator}} here", WRITTEN, "Hi Ana, Inês here", []],
    ["Hi {{ First_Name }}", NOBODY, "Hi {{first_name}}", ["first name"]],
    ["Hi {{first_name|there}}", NOBODY, "Hi there", []],
    ["Order {{field.order_number}}: {{}}", NOBODY, "Order {{field.order_number}}: {{}}", ["order number", "the gap"]],
    ["Hi {{name}}", { ...ANA, name: "{{business}}" }, "Hi business", []],
    ["{{operator}}", ANA, "{{operator}}", ["operator"]],
    ["{ {{ 5 }", ANA, "{ {{ 5 }", []],
  ])("%j", (text, variables, filled, blanks) => {
    expect(fillIn(text, variables)).toBe(filled);
    expect(blanksIn(filled).map(({ label }) => label)).toEqual(blanks);
  });

  test("keeps every word of its own, and whatever it couldn't fill in is a blank where it stands", () => {
    const part = fc.constantFrom("{{name}}", "{{field.x}}", "{{first_name|you}}", "{{nothing}}", " ", "a", "\n", "{5}");
    const text = fc.array(part, { maxLength: 10 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.string(), (written, name) => {
        const filled = fillIn(written, { ...NOBODY, name });
        for (const { start, end } of blanksIn(filled)) expect(filled.slice(start, end)).toMatch(/^\{\{[^{}]*\}\}$/);
        expect(blanksIn(filled).length).toBeLessThanOrEqual(blanksIn(written).length);
        // Filling in again finds nothing new: a value never makes another gap.
        expect(fillIn(filled, { ...NOBODY, name })).toBe(filled);
      }),
    );
  });

  test("may name whoever writes it, which a rule may not", () => {
    expect(unknownVariables("{{operator}}")).toEqual(["operator"]);
    expect(unknownVariables("{{operator}}", { byPerson: true })).toEqual([]);
  });
});
