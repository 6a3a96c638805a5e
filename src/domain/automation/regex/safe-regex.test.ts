import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileSafeRegex, patternProblem } from "./safe-regex";

describe("a safe regular expression", () => {
  test.each([
    ["ord(er)?\\s*#?\\d{4,}", "My ORDER #12345?", true],
    ["^hi\\b", "Hi there", true],
    ["^hi\\b", "hibernate", false],
    ["(refund|return)s?", "two Returns", true],
    ["[^a-z]x", "ax", false],
    ["\\bпривет\\b", "Ну, Привет!", true],
    ["^\\p{Script=Thai}+$", "สวัสดี", true],
    ["colou?r$", "Color", true],
    ["a.c", "a\nc", false],
    ["^(?:a{2,3})$", "aaaa", false],
    ["[\\d-]+x", "1-2x", true],
    ["\\$5\\.00", "it is $5.00", true],
  ])("%s on %s: %s", (pattern, text, isMatch) => {
    expect(compileSafeRegex(pattern).test(text)).toBe(isMatch);
  });

  test.each([
    "(a",
    "a)",
    "[a",
    "*a",
    "a**",
    "(?=a)",
    "(?<!a)b",
    "(a)\\1",
    "a{5,2}",
    "a{1000}",
    "(a{50}){50}",
    "\\p{Nonsense}",
    "\\q",
    "[z-a]",
    "",
    "a".repeat(201),
    "(".repeat(30) + ")".repeat(30),
  ])("refuses %s in words", (pattern) => {
    expect(patternProblem(pattern)).toMatch(/\w/);
  });

  /** Patterns that the engine of the language needs exponential time for. */
  test.each(["(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*a){20}b", "^(([a-z])+.)+[A-Z]([a-z])+$", "(x+x+)+y"])(
    "%s takes steps in proportion to the text, however it was meant to hang",
    (pattern) => {
      const steps = [1000, 2000, 4000].map((length) => {
        const regex = compileSafeRegex(pattern);
        regex.test(`${"a".repeat(length)}!`);
        return regex.steps;
      });
      expect(steps[1]! / steps[0]!).toBeLessThan(2.2);
      expect(steps[2]! / steps[1]!).toBeLessThan(2.2);
      expect(steps[2]!).toBeLessThan(1_100 * 4_001);
    },
  );

  const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "\\d", "\\w", "\\b", "^", "$", "1");
  const pattern = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      atom,
      fc.tuple(tie("node"), tie("node")).map(([a, b]) => a + b),
      fc.tuple(tie("node"), tie("node")).map(([a, b]) => `(${a}|${b})`),
      fc.tuple(tie("node"), fc.constantFrom("*", "+", "?", "{2}", "{1,3}", "*?")).map(([a, q]) => `(?:${a})${q}`),
    ),
  })).node;

  test("says the same as the language's own engine, where that one can be trusted", () => {
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom("a", "b", "1", " "), maxLength: 8 }), (source, text) => {
        fc.pre(source.length <= 60);
        expect(compileSafeRegex(source).test(text)).toBe(new RegExp(source, "iu").test(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
