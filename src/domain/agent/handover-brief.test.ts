import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BriefMessage, type BriefTurn, handoverBrief } from "./handover-brief";
import { helpQuestion, withHelpQuestion } from "./helped/help-question";

/** A conversation, turn by turn: what the customer wrote, what came of it, and what was said. */
function conversation(...turns: (Partial<BriefTurn> & { question: string; reply?: string; person?: string })[]) {
  const stored: BriefTurn[] = [];
  const messages: BriefMessage[] = [];
  for (const [index, { reply, person, ...turn }] of turns.entries()) {
    const id = `turn_${index}`;
    stored.push({
      id,
      outcome: "answered",
      reason: null,
      understoodQuestion: turn.question,
      score: 0.8,
      band: "sure",
      ...turn,
    });
    messages.push({ author: "customer", body: turn.question, turnId: id });
    if (reply !== undefined) messages.push({ author: "bot", body: reply, turnId: id });
    if (person !== undefined) messages.push({ author: "person", body: person, turnId: null });
  }
  return { messages, turns: stored };
}
const unknown = { outcome: "handed_off", reason: "The documents don't answer this.", band: "handed_over" } as const;
const wish = { outcome: "handed_off", reason: "The customer asked for a person.", score: null } as const;
const brief = (
  { messages, turns }: ReturnType<typeof conversation>,
  reason: string | null = turns.findLast(({ outcome }) => outcome === "handed_off")?.reason ?? null,
) => handoverBrief(messages, turns, reason);

test("what was tried is the answer, without the question whether it helped", () => {
  const reply = withHelpQuestion("Yes, two of them.", helpQuestion("en"));
  const told = brief(conversation({ question: "Do you rent tandems?", reply }, { ...wish, question: "A person!" }));
  expect(told?.tried).toMatchObject([{ reply: "Yes, two of them." }]);
});

describe("what the customer wants", () => {
  test("is the question as understood, with their own words when those say less", () => {
    const told = brief(
      conversation(
        { question: "Do you rent tandems?", reply: "Yes, two of them." },
        { ...unknown, question: "and for how much?", understoodQuestion: "How much is renting a tandem?", reply: "…" },
      ),
    );
    expect(told).toEqual({
      wants: ["How much is renting a tandem?"],
      wrote: "and for how much?",
      why: "The documents don't answer this.",
      tried: [{ question: "Do you rent tandems?", reply: "Yes, two of them.", isSure: true }],
    });
  });

  test("of somebody who only asked for a person is what they asked before that", () => {
    const told = brief(
      conversation(
        { question: "Where is my parcel?", reply: "It takes two days.", band: "hedged" },
        { ...wish, question: "I want a person" },
      ),
    );
    expect(told).toMatchObject({
      wants: ["Where is my parcel?"],
      wrote: "I want a person",
      tried: [{ reply: "It takes two days.", isSure: false }],
    });
  });

  test("of somebody angry is what they are angry about, when they say so", () => {
    const answered = { question: "Do you rent tandems?", reply: "Yes, two of them." };
    const angry = { ...wish, reason: "The customer sounds upset." };
    const about = { ...angry, question: "This is ridiculous! Where is my order #10423?" };
    expect(brief(conversation(answered, about))).toMatchObject({ wants: [about.question], wrote: null });
    const told = brief(conversation(answered, { ...angry, question: "This is ridiculous!" }));
    expect(told).toMatchObject({ wants: ["Do you rent tandems?"], wrote: "This is ridiculous!" });
  });

  test("of somebody who began with that wish is that wish", () => {
    expect(brief(conversation({ ...wish, question: "I want a person" }))).toMatchObject({
      wants: ["I want a person"],
      wrote: null,
    });
  });

  test("are all questions that are open, each once", () => {
    const told = brief(
      conversation(
        { ...unknown, question: "Do you have a sauna?" },
        { ...unknown, question: "Do you have a pool?" },
        { ...unknown, question: "Do you have a sauna?" },
      ),
    );
    expect(told?.wants).toEqual(["Do you have a sauna?", "Do you have a pool?"]);
  });

  test("that nobody can read is left open", () => {
    expect(brief(conversation({ ...wish, reason: "Sent something only a person can look at.", question: "" }))).toEqual(
      {
        wants: [],
        wrote: null,
        why: "Sent something only a person can look at.",
        tried: [],
      },
    );
  });
});

describe("there is none", () => {
  test("when nothing was handed over", () => {
    expect(brief(conversation({ question: "Hello?", reply: "Hello." }))).toBeNull();
  });

  test("once somebody of the business has answered", () => {
    expect(brief(conversation({ ...unknown, question: "Do you have a sauna?", person: "No." }), null)).toBeNull();
  });

  test("of what was settled: only what was asked since counts", () => {
    const told = brief(
      conversation(
        { ...unknown, question: "Do you have a sauna?", person: "No." },
        { ...unknown, question: "Do you have a pool?" },
      ),
    );
    expect(told?.wants).toEqual(["Do you have a pool?"]);
  });
});

test("a rule that asked for a person in a turn that was answered says why", () => {
  expect(brief(conversation({ question: "I'm a journalist", reply: "Hello." }), "Press")).toMatchObject({
    wants: ["I'm a journalist"],
    why: "Press",
  });
});

test("what never reached the customer was not tried", () => {
  expect(brief(conversation({ question: "When?" }, { ...unknown, question: "Where?" }))?.tried).toEqual([]);
});

test("stays short, whatever was written", () => {
  const line = fc.string({ maxLength: 2_000 });
  const turn = fc.record({ question: line, reply: line, isHanded: fc.boolean() });
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 30 }), (turns) => {
      const told = brief(
        conversation(
          ...turns.map(({ question, reply, isHanded }) => ({ question, reply, ...(isHanded ? unknown : {}) })),
        ),
      );
      expect(JSON.stringify(told?.wants ?? []).length).toBeLessThan(20_000);
      for (const text of [...(told?.wants ?? []), told?.wrote ?? "", ...(told?.tried ?? []).map(({ reply }) => reply)])
        expect(Array.from(text).length).toBeLessThanOrEqual(240);
      expect((told?.wants.length ?? 0) <= 3 && (told?.tried.length ?? 0) <= 3).toBe(true);
    }),
  );
});
