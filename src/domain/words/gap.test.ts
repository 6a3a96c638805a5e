import { expect, test } from "vitest";
import { say } from "@/test/say";
import { FAILURE_KINDS } from "../knowledge/gaps/failure";
import { draftSource, failureWords, gapKinds, gapLanguages, gapVolume } from "./gap";

test("how often it went wrong reads as people say it", () => {
  expect(gapVolume(say, { failed: 1, asked: 1 })).toBe("Asked once, never answered well");
  expect(gapVolume(say, { failed: 3, asked: 3 })).toBe("Asked 3 times, never answered well");
  expect(gapVolume(say, { failed: 2, asked: 1_200 })).toBe("Went wrong twice of 1,200");
});

test("how it went wrong has words without jargon, and numbers where there are several ways", () => {
  for (const kind of FAILURE_KINDS) expect(failureWords(say, kind)).not.toMatch(/_|undefined|cluster|score/);
  expect(gapKinds(say, [{ kind: "unsure", count: 4 }])).toBe("answered without being sure");
  expect(
    gapKinds(say, [
      { kind: "not_answered", count: 3 },
      { kind: "disliked", count: 1 },
    ]),
  ).toBe("3 × handed to a person, 1 × not what the customer needed");
  expect(gapLanguages(say, ["en", "unknown", "es"], "en")).toBe("English, Spanish");
  expect(gapLanguages(say, [], "en")).toBeNull();
});

test.each([
  [{ replyCount: 1, agreeing: 0 }, /answered this once/],
  [{ replyCount: 3, agreeing: 0 }, /each time differently/],
  [{ replyCount: 2, agreeing: 1 }, /the other one says much the same/],
  [{ replyCount: 4, agreeing: 3 }, /the others say much the same/],
  [{ replyCount: 4, agreeing: 1 }, /1 of the 3 others says much the same/],
])("where a draft of %j comes from", (draft, words) => {
  expect(draftSource(say, draft)).toMatch(words);
});
