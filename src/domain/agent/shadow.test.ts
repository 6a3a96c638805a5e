import { describe, expect, test } from "vitest";
import type { Passage } from "../knowledge/passage";
import { heldForPerson, isHandover, SHADOW_REASON, sentAs, topicOf } from "./shadow";

describe("a turn in shadow mode", () => {
  test("that the bot would have answered is handed to a person, with its words held back", () => {
    const held = heldForPerson({ outcome: "answered", reason: null, reply: "At nine." });
    expect(held).toEqual({ outcome: "handed_off", reason: SHADOW_REASON, reply: "At nine.", isHeld: true });
  });

  test("that the bot hands over keeps its reason, and its words are held back too", () => {
    const handover = { outcome: "handed_off" as const, reason: "The customer sounds upset.", reply: "I'm sorry." };
    expect(heldForPerson(handover)).toEqual({ ...handover, isHeld: true });
  });

  test("in which nothing is said has nothing to hold back", () => {
    const ignored = { outcome: "ignored" as const, reason: "Opted out.", reply: null };
    expect(heldForPerson(ignored)).toEqual({ ...ignored, isHeld: false });
  });
});

test("a draft that waits for a person was not handed over by the agent", () => {
  expect(isHandover({ outcome: "handed_off", reason: "The documents don't say." })).toBe(true);
  expect(isHandover({ outcome: "handed_off", reason: SHADOW_REASON })).toBe(false);
  expect(isHandover({ outcome: "answered", reason: null })).toBe(false);
});

describe("the topic of a reply", () => {
  const passage = (documentName: string) => ({ documentName }) as Passage;
  const trace = (citations: number[]) => ({
    passages: [passage("Prices.pdf"), passage("Delivery.pdf")],
    sentences: [{ text: "It costs $4.90.", citations }],
  });
  test.each([
    { decision: "answer", citations: [1, 0], topic: "Delivery.pdf", why: "the document that is cited first" },
    { decision: "answer", citations: [], topic: "No document", why: "nothing is cited" },
    { decision: "clarify", citations: [], topic: "Questions back", why: "it asks" },
    { decision: "smalltalk", citations: [0], topic: "Small talk", why: "it greets" },
    { decision: "handoff", citations: [0], topic: null, why: "it answers nothing" },
  ] as const)("$decision: $topic ($why)", ({ decision, citations, topic }) => {
    expect(topicOf(decision, trace([...citations]))).toBe(topic);
  });
});

test("the same words are sent, others are an edit", () => {
  expect(sentAs("At nine.", " At nine. ")).toBe("sent");
  expect(sentAs("At nine.", "At ten.")).toBe("edited");
  expect(sentAs("At nine.", "at nine")).toBe("edited");
});
