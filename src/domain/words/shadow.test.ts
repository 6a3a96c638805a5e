import { expect, test } from "vitest";
import { say } from "@/test/say";
import { OTHER_TOPICS } from "../agent/shadow";
import { overallAgreement, shareWords, topicWords, unchangedWords } from "./shadow";

test.each([
  { share: 0, words: "0 %" },
  { share: 0.001, words: "1 %" },
  { share: 0.754, words: "75 %" },
  { share: 0.999, words: "99 %" },
  { share: 1, words: "100 %" },
])("a share of $share is $words", ({ share, words }) => {
  expect(shareWords(say, share)).toBe(words);
});

test("a topic that is no document has words, and a document keeps its name", () => {
  const t: typeof say = (key) => key;
  expect(topicWords(t, OTHER_TOPICS.clarify)).toBe("ai.agreement.otherTopics.clarify");
  expect(topicWords(t, "Contact")).toBe("Contact");
  expect(Object.values(OTHER_TOPICS).map((topic) => topicWords(say, topic))).toEqual(Object.values(OTHER_TOPICS));
});

test("all topics together weigh by how many drafts each had", () => {
  expect(overallAgreement([])).toBeNull();
  const topics = [
    { count: 3, unchangedCount: 3, agreement: 1 },
    { count: 1, unchangedCount: 0, agreement: 0.2 },
  ];
  expect(overallAgreement(topics)).toEqual({ count: 4, unchangedCount: 3, agreement: 0.8 });
});

test.each([
  { count: 1, unchangedCount: 1, words: "Your team sent the only draft unchanged." },
  { count: 1, unchangedCount: 0, words: "Your team didn't send the only draft unchanged." },
  { count: 4, unchangedCount: 0, words: "Your team sent none of the 4 drafts unchanged." },
  { count: 4, unchangedCount: 3, words: "Your team sent 3 of 4 drafts unchanged." },
  { count: 4, unchangedCount: 4, words: "Your team sent all 4 drafts unchanged." },
])("$unchangedCount of $count: $words", ({ words, ...counts }) => {
  expect(unchangedWords(say, counts)).toBe(words);
});
