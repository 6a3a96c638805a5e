import { expect, test } from "vitest";
import type { FailureReason, ParseResult } from "@/domain/knowledge/document";
import { countingReference, expectationOf, f1Of, problemsOf } from "./eval-extract-expectation";

const ready = (text: string): ParseResult => ({
  status: "ready",
  pages: [{ number: 1, text }],
  hasPageNumbers: false,
  warnings: [],
});
const failed = (reason: FailureReason): ParseResult => ({ status: "failed", reason, warnings: [] });
const problems = (expect: string, result: ParseResult, references = {}) =>
  problemsOf(expectationOf({ expect }), references, result);

test.each([
  { wish: "ready: text extracted; never crash or hang", outcome: "ready" },
  { wish: "ready; footnotes kept or dropped", outcome: "ready" },
  { wish: "opens WITHOUT a password: ready", outcome: "ready" },
  { wish: "9,000 rows: ready within limits", outcome: "ready" },
  { wish: "processed within limits, or a clear failure", outcome: "either" },
  { wish: 'no text layer: must end as "needs OCR" with a clear message', outcome: "failed" },
  { wish: "treated as no text", outcome: "failed" },
  { wish: "zero pages: clear failure, not ready", outcome: "failed" },
  { wish: "refused by the uncompressed-size limit", outcome: "failed" },
  { wish: "password protected: clear failure; with the given password text equals ref", outcome: "failed" },
  { wish: "must end in a clear failure or partial text", outcome: "either" },
  { wish: "macros: either refused clearly or text extracted", outcome: "either" },
  { wish: "failure or text are both acceptable", outcome: "either" },
  { wish: "the server keeps answering", outcome: "either" },
])("$wish: $outcome", ({ wish, outcome }) => {
  expect(expectationOf({ expect: wish }).outcome).toBe(outcome);
});

test("a wish that names no outcome asks for the text where the exact text is known", () => {
  expect(expectationOf({ expect: "controls removed", truth: "a.truth.txt" }).outcome).toBe("ready");
  expect(expectationOf({ expect: "truth.txt is exact" })).toMatchObject({ isTruthNamed: true });
});

test("a failure must have the reason that was asked for, and never be our own", () => {
  expect(problems("password protected: clear failure", failed("password_required"))).toEqual([]);
  expect(problems("password protected: clear failure", failed("corrupt"))).toHaveLength(1);
  expect(problems("no text layer", failed("scanned"))).toEqual([]);
  expect(problems("no text layer", failed("timeout"))).toHaveLength(1);
  expect(problems("clear failure", failed("internal"))).toEqual(["the parser broke"]);
  expect(problems("ready", failed("corrupt"))).toHaveLength(1);
  expect(problems("clear failure", ready("text"))).toEqual(["ready instead of failed"]);
});

test("a ready text is not empty and clean, whatever was asked for", () => {
  expect(problems("the server keeps answering", ready(" | "))).toEqual(["ready without text"]);
  expect(problems("ready", ready("a\uFFFD"))).toHaveLength(1);
  expect(problems("ready", ready("a\u0000"))).toHaveLength(1);
});

test("words that the wish names must stand in the text, or must not", () => {
  const wish = 'ready; charset honoured ("Envíos"); SCRIPT/COMMENT never in text; rows keep "Centro 2", "Norte 5"';
  expect(problems(wish, ready("Envíos\nCentro | 2\nNorte | 5"))).toEqual([]);
  expect(problems(wish, ready("Envios SCRIPT Centro 2 Norte"))).toEqual([
    '"Envíos" is missing',
    '"Norte 5" is missing',
    '"SCRIPT" must not be there',
  ]);
});

test("a text must come near to one reference, and to the truth where the wish names it", () => {
  const references = { truth: "one two three", raw: "three four" };
  expect(problems("ready", ready("three four"), references)).toEqual([]);
  expect(problems("ready; text = truth", ready("three four"), references)).toEqual(["F1 0.400"]);
  expect(problems("ready", ready("five"), references)).toHaveLength(1);
  expect(countingReference(expectationOf({ expect: "ready" }), references)).toBe("three four");
  expect(countingReference(expectationOf({ expect: "ready; text = truth" }), references)).toBe("one two three");
});

test("a file whose references hold no word must say that it has no text, even if it was thought readable", () => {
  const wordless = { pandoc: " -- -- " };
  expect(problems("ready: text = ref", failed("no_text"), wordless)).toEqual([]);
  expect(problems("ready: text = ref", failed("corrupt"), wordless)).toHaveLength(1);
  expect(f1Of(expectationOf({ expect: "ready" }), wordless, failed("no_text"))).toBeNull();
});

test("a failure costs its F1 where text was asked for, and has none where it was allowed", () => {
  const references = { raw: "one" };
  expect(f1Of(expectationOf({ expect: "ready" }), references, failed("corrupt"))).toBe(0);
  expect(f1Of(expectationOf({ expect: "text or clear failure" }), references, failed("corrupt"))).toBeNull();
  expect(f1Of(expectationOf({ expect: "ready" }), references, ready("one"))).toBe(1);
});

test("seconds that the wish names are a limit", () => {
  expect(expectationOf({ expect: "never crash, hang (>30 s)" }).maxSeconds).toBe(30);
});
