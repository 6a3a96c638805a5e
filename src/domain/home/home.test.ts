import { describe, expect, test } from "vitest";
import { type AttentionCounts, attentionOf, canAnswer, nextNeeded, setUpSteps } from "./home";

const calm: AttentionCounts = {
  connection: "ready",
  phoneNumber: "351700000000",
  waiting: 0,
  waitingFirst: 0,
  drafts: 0,
  unsent: 0,
  graveFindings: 0,
  failedDocuments: 0,
  gaps: 0,
};
const kinds = (counts: Partial<AttentionCounts>) => attentionOf({ ...calm, ...counts }).map(({ kind }) => kind);

describe("what needs somebody", () => {
  test("is nothing on a calm day", () => {
    expect(kinds({})).toEqual([]);
  });

  test("has customers before documents, and a number out of service before everything", () => {
    const all = {
      connection: "failed",
      waiting: 3,
      drafts: 1,
      unsent: 2,
      graveFindings: 1,
      failedDocuments: 4,
    } as const;
    expect(kinds({ ...all, gaps: 9 })).toEqual([
      "unreachable",
      "waiting",
      "drafts",
      "unsent",
      "grave_findings",
      "failed_documents",
      "gaps",
    ]);
  });

  test.each([
    [{ connection: "logged_out" }, ["unlinked"]],
    [{ connection: "conflict" }, ["unreachable"]],
    [{ connection: "stopped" }, ["stopped"]],
    // Whoever has linked no number yet has a step to do, and nothing that went wrong.
    [{ connection: "logged_out", phoneNumber: null }, []],
    [{ connection: "stopped", phoneNumber: null }, []],
    [{ connection: "qr", phoneNumber: null }, []],
    [{ connection: "reconnecting" }, []],
    [{ connection: null, phoneNumber: null }, []],
  ] as const)("of the connection: %j", (counts, expected) => {
    expect(kinds(counts)).toEqual(expected);
  });

  test("says how many of those who wait come first", () => {
    expect(attentionOf({ ...calm, waiting: 5, waitingFirst: 2 })).toEqual([{ kind: "waiting", count: 5, urgent: 2 }]);
  });
});

test("each step of the set-up is done by what is there", () => {
  const none = { documents: 0, isLinked: false, answered: false, hasHours: false, members: 1 };
  const done = (facts: Partial<typeof none>) =>
    setUpSteps({ ...none, ...facts }).flatMap(({ step, isDone }) => (isDone ? [step] : []));
  expect(done({})).toEqual([]);
  expect(canAnswer(setUpSteps({ ...none, documents: 1, isLinked: true }))).toBe(false);
  expect(canAnswer(setUpSteps({ ...none, documents: 1, isLinked: true, answered: true }))).toBe(true);
  expect(done({ documents: 1 })).toEqual(["knowledge"]);
  expect(done({ isLinked: true })).toEqual(["link"]);
  expect(done({ answered: true, hasHours: true, members: 2 })).toEqual(["answer", "hours", "team"]);
});

test.each([
  [{}, "knowledge"],
  [{ isLinked: true }, "knowledge"],
  [{ documents: 1 }, "link"],
  [{ documents: 1, isLinked: true }, "answer"],
  // What is left only makes the bot better.
  [{ documents: 1, isLinked: true, answered: true }, undefined],
] as const)("until a customer was answered the next step is named: %j", (facts, expected) => {
  const none = { documents: 0, isLinked: false, answered: false, hasHours: false, members: 1 };
  expect(nextNeeded(setUpSteps({ ...none, ...facts }))).toBe(expected);
});
