import { expect, test } from "vitest";
import { say } from "@/test/say";
import { preparationWords } from "./preparation";

test("says how far it is and that answers go on", () =>
  expect(preparationWords(say, { doneCount: 340, totalCount: 1200, hasGivenUp: false })).toBe(
    "Preparing what the bot knows for the new search model: 340 of 1,200 passages. Answers go on meanwhile.",
  ));

test("given up, says what is missing, that nothing is lost, and what happens next", () =>
  expect(preparationWords(say, { doneCount: 340, totalCount: 1200, hasGivenUp: true })).toMatch(
    /^860 of 1,200 passages couldn't .* Nothing is lost.* tries again within six hours/,
  ));
