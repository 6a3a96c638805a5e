import fc from "fast-check";
import { expect, test } from "vitest";
import { containsEvidence, containsExcerpt, saysExpected, tokenRecall } from "./text-match";

test("evidence is found whatever the line breaks and capitals", () => {
  const passages = [{ documentId: "doc_1", text: "It opens\n at NINE o'clock." }];
  expect(containsEvidence(passages, ["nothing", "opens at nine"])).toBe(true);
  expect(containsEvidence(passages, "opens at ten")).toBe(false);
  expect(containsEvidence(passages, null)).toBe(false);
  expect(containsEvidence(passages, [""])).toBe(false);
});

test("evidence that two overlapping passages of a document hold together is found", () => {
  const first = { documentId: "doc_1", text: "The shop opens at nine. On Saturday it opens at ten o'clock." };
  const second = { documentId: "doc_1", text: "On Saturday it opens at ten o'clock. It closes at four." };
  const evidence = "opens at nine. On Saturday it opens at ten o'clock. It closes at four.";
  expect(containsEvidence([second, first], evidence)).toBe(true);
  expect(containsEvidence([second, { ...first, documentId: "doc_2" }], evidence)).toBe(false);
});

test("recall counts every token of the reference as often as it stands there", () => {
  expect(tokenRecall("nine to five, nine", "Nine to five")).toBe(0.75);
  expect(tokenRecall("営業時間", "営業中")).toBe(0.5);
  expect(tokenRecall("", "anything")).toBe(0);
});

test("half of the words are enough, but every number has to be right", () => {
  expect(saysExpected("It costs 40 euros a day", "40 euros for every day")).toBe(true);
  expect(saysExpected("14 days", "You have 30 days.")).toBe(false);
  expect(saysExpected("within 14 days of delivery", "within 30 days of delivery")).toBe(false);
  expect(saysExpected("", "anything")).toBe(false);
});

test("a reply that holds the expected words says them, whatever stands around", () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 8 }),
      fc.array(word),
      fc.array(word),
      (said, before, after) => {
        const reply = [...before, ...said, ...after].join(" ");
        expect(saysExpected(said.join(" ").toUpperCase(), reply)).toBe(true);
      },
    ),
  );
});

const SENTENCES = [
  "Each kayak needs a deposit of fifty euros.",
  "It is given back when the boat returns.",
  "Dogs travel for free in every canoe.",
  "A tent keeps two people dry in the rain.",
];

test("an excerpt is found wherever the same words are cut into passages now, and not by what chunks repeat", () => {
  const excerpt = SENTENCES.join(" ");
  const passage = (...texts: string[]) => ({ documentId: "doc_1", text: texts.join(" ") });
  expect(containsExcerpt([passage("New words before it.", ...SENTENCES.slice(0, 3))], excerpt)).toBe(true);
  expect(containsExcerpt([passage(...SENTENCES.slice(3), "What comes after it.")], excerpt)).toBe(false);
  expect(containsExcerpt([passage("Something else.")], excerpt)).toBe(false);
  expect(containsExcerpt([passage("A deposit of sixty euros.")], "A deposit of fifty euros.")).toBe(false);
});

test("more passages never lose an excerpt", () => {
  const parts = fc.subarray(SENTENCES);
  fc.assert(
    fc.property(parts, parts, fc.subarray(SENTENCES, { minLength: 1 }), (some, others, wanted) => {
      const passages = [...some, ...others].map((text, index) => ({ documentId: `doc_${index}`, text }));
      const before = containsExcerpt(passages.slice(0, some.length), wanted.join(" "));
      expect(before && !containsExcerpt(passages, wanted.join(" "))).toBe(false);
    }),
  );
});

test("evidence that was cut into overlapping passages is found wherever the cut is", () => {
  const text = fc.stringMatching(/^[a-z ]{80,160}$/);
  fc.assert(
    fc.property(text, fc.integer({ min: 45, max: 75 }), (whole, cut) => {
      fc.pre(whole.replaceAll(" ", "").length > 60);
      const parts = [whole.slice(cut - 45), whole.slice(0, cut)];
      fc.pre(whole.slice(cut - 45, cut).replaceAll(" ", "").length >= 20);
      const passages = parts.map((part) => ({ documentId: "doc_1", text: part }));
      expect(containsEvidence(passages, parts[1]!.slice(0, 40))).toBe(parts[1]!.slice(0, 40).trim() !== "");
    }),
  );
});
