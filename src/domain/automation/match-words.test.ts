import { describe, expect, test } from "vitest";
import { findContained, findWholeWord } from "./match-words";

describe("a whole word", () => {
  test.each([
    ["Are you OPEN?", "open", true],
    ["your opening hours", "open", false],
    ["réouverture", "ouvert", false],
    ["STRASSE 5", "Straße", true],
    ["ΟΔΟΣ", "οδος", true],
    ["İSTANBUL", "istanbul", true],
    ["ｐｒｉｃｅ list", "price", true],
    ["Which price  list?", "price list", true],
    ["цена?", "ЦЕНА", true],
    ["оценка", "цена", false],
    ["ราคาเท่าไหร่", "ราคา", true],
    ["价格是多少", "价格", true],
    ["今天很好", "天", false],
    ["営業時間は何時ですか", "営業時間", true],
    ["السعر كم", "السعر", true],
    ["don't", "don", false],
    ["don't worry", "don't", true],
    ["i\u00ADnfo \u200Fplease", "info please", true],
    ["café", "cafe", false],
    ["cafe\u0301", "café", true],
    ["कीमत क्या है", "कीमत", true],
    ["anything", " ", false],
  ])("%s has %s: %s", (text, word, isThere) => {
    expect(findWholeWord(text, [word]) !== undefined).toBe(isThere);
  });

  test("is named, the first that is there", () => {
    expect(findWholeWord("refund now", ["return", "refund", "now"])).toBe("refund");
  });

  test("further behind than anybody types it is not looked for", () => {
    expect(findWholeWord(`${"x ".repeat(3_000)}open`, ["open"])).toBeUndefined();
  });
});

test("a part of a word is found as contained", () => {
  expect(findContained("your OPENING hours", ["shut", "open"])).toBe("open");
  expect(findContained("nothing", ["", "open"])).toBeUndefined();
});
