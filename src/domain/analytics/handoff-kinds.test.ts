import fc from "fast-check";
import { expect, test } from "vitest";
import { HELPED_NOT } from "../agent/repeated-failure";
import { SHADOW_REASON } from "../agent/shadow";
import { IGNORE_REASONS } from "../agent/turn";
import { delayClassOf } from "./delay-classes";
import { handoffKindOf, plainReason } from "./handoff-kinds";

test.each([
  ["Nothing in the documents has to do with the question.", "not_in_documents"],
  ["The documents don't seem to answer this.", "not_in_documents"],
  ["What the documents support of the drafted answer doesn't answer the question.", "not_in_documents"],
  ["The bot could not answer.", "not_in_documents"],
  ["The customer asked for a person.", "asked_for_person"],
  ["The customer sounds upset.", "upset"],
  ["About “Documents and passports”, which people answer here.", "topic"],
  ["Sent something only a person can look at.", "content"],
  ["The reply names a price that no document has. It was not sent.", "held_back"],
  ["Answering failed on our side (ground). A person should answer this one.", "trouble"],
  ["No step answered.", "trouble"],
  ["The form that the bot wanted to start is no longer there.", "trouble"],
  [HELPED_NOT, "helped_not"],
  [SHADOW_REASON, "shadow"],
  ["Wants to cancel the order.", "other"],
  ["The model asked for a person.", "other"],
  ["The model asked for a person: “Not in the documents, sounds upset”", "other"],
  [null, "other"],
] as const)("%j is handed over as %s", (reason, kind) => {
  expect(handoffKindOf(reason)).toBe(kind);
});

test("a reason in plain words is of the same kind, and repeats nothing", () => {
  const begun = fc.constantFrom(
    "",
    "About “",
    "Asked for a person: ",
    "Answering failed on ",
    "Read the documents on ",
  );
  fc.assert(
    fc.property(fc.option(fc.tuple(begun, fc.string({ minLength: 4 }))), (words) => {
      const plain = plainReason(words && `${words[0]}zq ${words[1]}`);
      expect(handoffKindOf(plain)).toBe(handoffKindOf(words && `${words[0]}zq ${words[1]}`));
      expect(plain ?? "").not.toContain("zq");
    }),
  );
  for (const reason of Object.values(IGNORE_REASONS)) expect(plainReason(reason)).toBe(reason);
});

test.each([
  [0, "10s"],
  [10_000, "10s"],
  [10_001, "1min"],
  [60_000, "1min"],
  [300_000, "5min"],
  [3_600_000, "1h"],
  [86_400_000, "1d"],
  [259_200_000, "longer"],
  [259_200_001, undefined],
] as const)("%i ms are of the class %s", (ms, name) => {
  expect(delayClassOf(ms)).toBe(name);
});
