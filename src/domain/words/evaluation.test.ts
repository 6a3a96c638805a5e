import { expect, test } from "vitest";
import { say } from "@/test/say";
import {
  caveatWords,
  changedWords,
  countOfWords,
  expectedWords,
  gainedWords,
  lostWords,
  rateWords,
  trendWords,
} from "./evaluation";

const summary = (right: number, n: number, unasked = 0) => {
  const none = { n: 0, right: 0 };
  return { all: { n, right }, evidence: none, answer: none, decline: none, unasked };
};

test("a rate always stands on a count, and nothing asked is no zero", () => {
  expect([rateWords(say, { n: 3, right: 2 }), countOfWords(say, { n: 3, right: 2 })]).toEqual(["67 %", "2 of 3"]);
  expect([rateWords(say, { n: 0, right: 0 }), countOfWords(say, { n: 0, right: 0 })]).toEqual(["–", "none asked"]);
});

test("the trend says how it came out and where it comes from", () => {
  expect(trendWords(say, summary(9, 10), undefined)).toBe("90 % came out right.");
  expect(trendWords(say, summary(9, 10), summary(8, 10))).toBe("90 % came out right, up from 80 %.");
  expect(trendWords(say, summary(7, 10), summary(8, 10))).toBe("70 % came out right, down from 80 %.");
  expect(trendWords(say, summary(8, 10), summary(8, 10))).toBe("80 % came out right, as in the run before.");
  expect(trendWords(say, summary(0, 0, 2), summary(8, 10))).toBe("No question could be asked.");
});

test("what changed is named, also when it is nothing", () => {
  expect(changedWords(say, "en-GB", ["documents", "settings", "model"])).toBe(
    "Since the run before, the documents, the answer settings and the language model changed.",
  );
  expect(changedWords(say, "en-GB", [])).toContain("are those of the run before");
  expect(lostWords(say, { lost: [] })).toBe("The bot no longer answers it.");
  expect(lostWords(say, { lost: ["evidence", "answer"] })).toBe(
    "The passage is no longer found. The reply no longer says what you expect.",
  );
  expect(gainedWords(say, { gained: ["decline"] })).toContain("no longer answered, as it should be");
});

test("what is expected reads as a sentence", () => {
  const expected = { outcome: "answer" as const, evidence: "x", evidenceDocument: "prices.md", answer: "20 euros" };
  expect(expectedWords(say, expected)).toBe("It answers and says “20 euros”, and finds the passage from “prices.md”.");
  expect(expectedWords(say, { ...expected, evidence: "" })).toBe("It answers and says “20 euros”.");
  expect(expectedWords(say, { ...expected, evidenceDocument: null, answer: "" })).toBe(
    "It answers and finds the passage.",
  );
  expect(expectedWords(say, { ...expected, outcome: "decline" })).toContain("a person is called");
});

test("figures that don't stand for themselves say why", () => {
  expect(caveatWords(say, { isMixed: false, summary: summary(1, 1) })).toBeNull();
  expect(caveatWords(say, { isMixed: true, summary: summary(1, 1, 2) })).toMatch(
    /2 questions couldn't.*documents changed/,
  );
});
