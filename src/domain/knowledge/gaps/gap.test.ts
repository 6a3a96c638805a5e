import fc from "fast-check";
import { expect, test } from "vitest";
import { type GroupedFact, gapsOf, topQuestions } from "./gap";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 0, minute));
let count = 0;
const fact = (overrides: Partial<GroupedFact> = {}): GroupedFact => ({
  groupId: "qgr_1",
  turnId: `trn_${String(++count).padStart(6, "0")}`,
  conversationId: "cnv_1",
  text: "Do you repair boats?",
  language: "en",
  askedAt: at(0),
  outcome: "handed_off",
  reason: "Nothing in the documents has to do with the question.",
  band: "handed_over",
  wasLookedUp: true,
  hasBroken: false,
  isDisliked: false,
  isDraftRejected: false,
  isFollowedUp: false,
  isAskedAgain: false,
  ...overrides,
});
const fine = { outcome: "answered", reason: null, band: "sure" } as const;
const group = { id: "qgr_1", firstQuestion: "Do you repair boats?", answeredAt: null, dismissedAt: null };

test("a gap tells how often, how, when last, in which words and languages", () => {
  const facts = [
    fact({ askedAt: at(1) }),
    fact({ askedAt: at(5), text: "repair my boat? mail me: a@b.pt", language: "en" }),
    fact({
      askedAt: at(3),
      text: "¿reparan barcos?",
      language: "es",
      outcome: "answered",
      reason: null,
      band: "hedged",
    }),
    fact({ askedAt: at(9), ...fine }),
  ];
  expect(gapsOf([group], facts)).toEqual([
    {
      groupId: "qgr_1",
      question: "repair my boat? mail me: [e-mail]",
      state: "open",
      isReopened: false,
      failed: 3,
      asked: 4,
      lastAskedAt: at(5),
      kinds: [
        { kind: "not_answered", count: 2 },
        { kind: "unsure", count: 1 },
      ],
      examples: ["¿reparan barcos?", "Do you repair boats?"],
      languages: ["en", "es"],
    },
  ]);
});

test("what was answered is closed, and opens again with the next failure alone", () => {
  const answeredAt = at(5);
  const before = fact({ askedAt: at(1) });
  expect(gapsOf([{ ...group, answeredAt }], [before])).toMatchObject([{ state: "answered", failed: 1 }]);
  expect(gapsOf([{ ...group, answeredAt }], [before, fact({ askedAt: at(6), ...fine })])).toMatchObject([
    { state: "answered" },
  ]);
  expect(gapsOf([{ ...group, answeredAt }], [before, fact({ askedAt: at(6) })])).toMatchObject([
    { state: "open", isReopened: true, failed: 1 },
  ]);
});

test("what was dismissed stays so, and what never failed is none", () => {
  expect(gapsOf([{ ...group, dismissedAt: at(1) }], [fact({ askedAt: at(9) })])).toMatchObject([
    { state: "dismissed" },
  ]);
  expect(gapsOf([group], [fact(fine)])).toEqual([]);
});

const anyFact = fc
  .record({
    groupId: fc.constantFrom("qgr_1", "qgr_2", "qgr_3"),
    minute: fc.nat({ max: 50 }),
    text: fc.constantFrom("boat repair", "sauna price", "dogs allowed"),
    isFine: fc.boolean(),
  })
  .map(({ minute, isFine, ...rest }) => fact({ ...rest, askedAt: at(minute), ...(isFine ? fine : {}) }));

test("every question counts once, whatever the order in which they are read", () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 30 }), (facts) => {
      const groups = ["qgr_1", "qgr_2", "qgr_3"].map((id) => ({ ...group, id }));
      const gaps = gapsOf(groups, facts);
      expect(gaps.reduce((sum, { failed }) => sum + failed, 0)).toBe(
        facts.filter(({ outcome }) => outcome === "handed_off").length,
      );
      expect(gapsOf([...groups].reverse(), [...facts].reverse())).toEqual(gaps);
      const top = topQuestions(facts);
      expect(top.reduce((sum, { asked }) => sum + asked, 0)).toBe(facts.length);
      expect(topQuestions([...facts].reverse())).toEqual(top);
    }),
  );
});
