import fc from "fast-check";
import { expect, test } from "vitest";
import { HELPED_NOT } from "../../agent/repeated-failure";
import { SHADOW_REASON } from "../../agent/shadow";
import { type AskedFact, FAILURE_KINDS, failureOf } from "./failure";

const answered: AskedFact = {
  outcome: "answered",
  reason: null,
  band: "sure",
  wasLookedUp: true,
  hasBroken: false,
  isDisliked: false,
  isDraftRejected: false,
  isFollowedUp: false,
  isAskedAgain: false,
};
const handed = (reason: string | null): AskedFact => ({
  ...answered,
  outcome: "handed_off",
  band: "handed_over",
  reason,
});

test.each([
  ["an answer that nobody minded", answered, null],
  ["nothing in the documents", handed("Nothing in the documents has to do with the question."), "not_answered"],
  ["a model that found no answer", handed("Prices of spare parts aren't in what I was given."), "not_answered"],
  ["helped twice in vain", handed(HELPED_NOT), "not_answered"],
  ["a wish for a person", handed("The customer asked for a person."), null],
  ["anger", handed("The customer sounds upset."), null],
  ["a subject of people", handed("About “refunds”, which people answer here."), null],
  ["a reply that was held back", handed("The reply has a link. It was not sent."), null],
  ["a provider that is down", { ...handed("The bot could not answer."), hasBroken: true }, null],
  ["what was never looked up", { ...handed("Nothing in the documents."), wasLookedUp: false }, null],
  ["a draft in shadow mode", handed(SHADOW_REASON), null],
  ["a draft that was replaced", { ...handed(SHADOW_REASON), isDraftRejected: true }, "corrected"],
  ["a thumbs down", { ...answered, isDisliked: true, isFollowedUp: true }, "disliked"],
  ["asked once more in vain", { ...answered, isAskedAgain: true }, "disliked"],
  ["a person who had to add something", { ...answered, isFollowedUp: true }, "followed_up"],
  ["an answer the bot wasn't sure of", { ...answered, band: "hedged" }, "unsure"],
  ["an ignored message", { ...answered, outcome: "ignored", isDisliked: true }, null],
] as const)("%s", (_, fact, kind) => {
  expect(failureOf(fact)).toBe(kind);
});

test("nothing that was not looked up, or broke, is a gap, whatever else is known", () => {
  const fact = fc.record<AskedFact>({
    outcome: fc.constantFrom("answered", "handed_off", "automated", "ignored"),
    reason: fc.option(fc.string()),
    band: fc.constantFrom("sure", "hedged", "handed_over", null),
    wasLookedUp: fc.boolean(),
    hasBroken: fc.boolean(),
    isDisliked: fc.boolean(),
    isDraftRejected: fc.boolean(),
    isFollowedUp: fc.boolean(),
    isAskedAgain: fc.boolean(),
  });
  fc.assert(
    fc.property(fact, (one) => {
      const kind = failureOf(one);
      if (!one.wasLookedUp || one.hasBroken) expect(kind).toBeNull();
      else expect([null, ...FAILURE_KINDS]).toContain(kind);
    }),
  );
});
