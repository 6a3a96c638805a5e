import { expect, test } from "vitest";
import { bandWords, formatMilliseconds, passageSource, stepWords } from "./answer";

test("each band reads without colour: its own word and its own number of bars", () => {
  const bands = (["sure", "hedged", "handed_over"] as const).map(bandWords);
  expect(new Set(bands.map(({ label }) => label)).size).toBe(3);
  expect(new Set(bands.map(({ level }) => level)).size).toBe(3);
});

test.each([
  [0.2, "0 ms"],
  [3.6, "4 ms"],
  [999.4, "999 ms"],
  [999.6, "1.0 s"],
  [1_440, "1.4 s"],
  [12_300, "12 s"],
])("%d ms are %s", (ms, words) => {
  expect(formatMilliseconds(ms)).toBe(words);
});

test("a source names its page when the format has pages", () => {
  expect(passageSource({ documentName: "Terms.pdf", page: 2 })).toBe("Terms.pdf, page 2");
  expect(passageSource({ documentName: "Terms.md", page: null })).toBe("Terms.md");
});

test("a step that nobody has named yet shows its own name", () => {
  expect(stepWords("retrieve")).toBe("Find passages");
  expect(stepWords("detect-language")).toBe("detect language");
});
