import fc from "fast-check";
import { expect, test } from "vitest";
import { joinWrappedLines } from "./wrapped-lines";

test("lines of a paragraph become one, and paragraphs stay apart", () => {
  expect(joinWrappedLines("Each kayak needs a deposit\nof fifty euros, given back.\n\nThe shop opens at nine.\n")).toBe(
    "Each kayak needs a deposit of fifty euros, given back.\n\nThe shop opens at nine.",
  );
});

test("lists, short lines and divided words keep their line breaks", () => {
  const list = "Bring with you on the day:\n- a towel for each person\n- shoes that may get wet";
  expect(joinWrappedLines(list)).toBe(list);
  expect(joinWrappedLines("Harbour House\nSea Road 4\nWe rent boats to everybody who swims")).toBe(
    "Harbour House\nSea Road 4\nWe rent boats to everybody who swims",
  );
  expect(joinWrappedLines("Everything about the reser-\nvation of boats and of tents")).toContain("reser-\nvation");
});

test("no letter is lost or moved", () => {
  const letters = (text: string) => text.replace(/\s+/g, "");
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z -]{0,30}$/)), (lines) => {
      const text = lines.join("\n");
      expect(letters(joinWrappedLines(text))).toBe(letters(text));
    }),
  );
});
