import { expect, test } from "vitest";
import { say } from "@/test/say";
import { FINDING_KINDS } from "../knowledge/doctor/finding";
import { FAILURE_MESSAGES } from "../knowledge/document";
import { dismissLabel, examinedWords, findingSentence } from "./finding";
import { sentenceTranslator } from "./sentences";

const asItIs = (english: string) => english;
const source = { documentId: "doc_1", documentName: "faq.md", page: null, quote: "" };

test.each([
  [{ kind: "contradiction", sources: [], details: { differsIn: "duration" } }, /different lengths of time/],
  [{ kind: "stale_date", sources: [], details: { endedOn: "2024-03-31" } }, /: 31 March 2024\.$/],
  [{ kind: "duplicate", sources: [source], details: { share: 0.834 } }, /^83 % of “faq\.md”/],
  [{ kind: "unreadable", sources: [source], details: { problem: "It is empty." } }, /in full\. It is empty\.$/],
  [{ kind: "uncovered_question", sources: [], details: { count: 1 } }, /^Asked once/],
  [{ kind: "uncovered_question", sources: [], details: { count: 12 } }, /^Asked 12 times/],
] as const)("%j reads as a sentence", (finding, words) => {
  expect(findingSentence(say, "en-GB", finding, asItIs)).toMatch(words);
});

const unreadable = (problem: string) => ({ kind: "unreadable", sources: [source], details: { problem } }) as const;

test("what couldn't be read of a document is told in the reader's language, each line by itself", () => {
  const tell = sentenceTranslator({
    "{count} of {total} pages have no text.": "{count} de {total} páginas sin texto.",
  });
  const sentence = findingSentence(say, "es", unreadable("2 of 9 pages have no text.\nMore."), tell);
  expect(sentence).toMatch(/in full\. 2 de 9 páginas sin texto\. More\.$/);
});

test("why a document failed is told by its own message", () => {
  const t: typeof say = (key, values) => (key === "knowledge.failures.scanned" ? "Son imágenes." : say(key, values));
  const sentence = findingSentence(t, "es", unreadable(FAILURE_MESSAGES.scanned), asItIs);
  expect(sentence).toMatch(/in full\. Son imágenes\.$/);
});

test.each(FINDING_KINDS)("%s has words for people, without jargon", (kind) => {
  const sentence = findingSentence(say, "en-GB", { kind, sources: [], details: {} }, asItIs);
  expect(sentence).toMatch(/^[“A-Z0-9].*\.$/s);
  expect(sentence).not.toMatch(/chunk|embedding|poison|prompt|inject|undefined/i);
  expect(dismissLabel(say, kind)).not.toBe("");
});

test("that not everything was looked at is said, and only then", () => {
  expect(examinedWords(say, null)).toBeNull();
  expect(examinedWords(say, { passageCount: 12, totalPassageCount: 12 })).toBeNull();
  expect(examinedWords(say, { passageCount: 5000, totalPassageCount: 7200 })).toBe(
    "Looked at the newest 5,000 passages of 7,200.",
  );
});
