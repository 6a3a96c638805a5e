import { expect, test } from "vitest";
import { stillAnswers } from "./still-answers";

const list = (...texts: string[]) => texts.map((text) => ({ text }));

test.each([
  [
    "How much is express delivery?",
    ["Express delivery costs $12."],
    ["It is free for members."],
    true,
    "the price is left",
  ],
  [
    "How much is express delivery?",
    ["It arrives the next day."],
    ["Express delivery costs $9."],
    false,
    "the price is gone",
  ],
  ["How long is the warranty?", ["Bring the receipt."], ["The warranty lasts 3 years."], false, "the duration is gone"],
  [
    "Can tents be repaired?",
    ["Yes, in our workshop."],
    ["It takes an hour."],
    true,
    "an answer needn't repeat the question",
  ],
  [
    "Can tents be repaired?",
    ["We open at nine."],
    ["Tents are repaired by Norvik."],
    false,
    "only the rest was about it",
  ],
  [
    "What will happen when a tent is torn?",
    ["It is repaired."],
    ["Until 3 March."],
    true,
    "“when” asks for no time here",
  ],
  ["When I return it, who pays?", ["You do."], ["Until 3 March."], true, "nor here"],
  ["When do you open?", ["Ring the bell."], ["We open on 3 March."], false, "but it does here"],
  ["Can tents be repaired?", [], [], false, "nothing is left"],
])("%s | %j | without %j: %s (%s)", (question, kept, dropped, answers) => {
  expect(stillAnswers(question, list(...kept), list(...dropped))).toBe(answers);
});

test("a draft of which nothing was dropped answers as it did", () => {
  expect(stillAnswers("How much is it?", list("Ask in the shop."), [])).toBe(true);
});
