import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideGate, type GateConversation, type GateHistoryEntry, isLoop, isPersonActive } from "./gate";
import { DEFAULT_ANSWER_SETTINGS } from "./settings";

const now = new Date("2026-05-04T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const quiet: GateConversation = { owner: "bot", takeoverUntil: null, optedOut: false, recent: [] };
const direct = { chatKind: "direct", sentAt: ago(5) } as const;

const decide = (
  conversation: Partial<GateConversation>,
  messages: Parameters<typeof decideGate>[0]["messages"] = [direct],
) => {
  const decision = decideGate({
    messages,
    conversation: { ...quiet, ...conversation },
    settings: DEFAULT_ANSWER_SETTINGS,
    now,
  });
  return decision.kind === "ignore" ? decision.reason : decision.kind;
};

describe("what the bot answers", () => {
  test.each([
    { why: "an ordinary message", conversation: {}, messages: [direct], expected: "answer" },
    { why: "a group", conversation: {}, messages: [{ ...direct, chatKind: "group" as const }], expected: "not_direct" },
    {
      why: "a status update",
      conversation: {},
      messages: [{ ...direct, chatKind: "status" as const }],
      expected: "not_direct",
    },
    { why: "nothing", conversation: {}, messages: [], expected: "not_direct" },
    { why: "an opted-out customer", conversation: { optedOut: true }, messages: [direct], expected: "opted_out" },
    {
      why: "a person without an end",
      conversation: { owner: "person" as const },
      messages: [direct],
      expected: "person_active",
    },
    {
      why: "a person until later",
      conversation: { owner: "person" as const, takeoverUntil: ago(-1) },
      messages: [direct],
      expected: "person_active",
    },
    {
      why: "a takeover that has lapsed",
      conversation: { owner: "person" as const, takeoverUntil: ago(0) },
      messages: [direct],
      expected: "answer",
    },
    { why: "an old backlog", conversation: {}, messages: [{ ...direct, sentAt: ago(31 * 60) }], expected: "too_old" },
    { why: "just young enough", conversation: {}, messages: [{ ...direct, sentAt: ago(30 * 60) }], expected: "answer" },
    {
      why: "an old message and a new one",
      conversation: {},
      messages: [{ ...direct, sentAt: ago(31 * 60) }, direct],
      expected: "answer",
    },
  ])("$why: $expected", ({ conversation, messages, expected }) => {
    expect(decide(conversation, messages)).toBe(expected);
  });

  test("the strongest reason is given", () => {
    const group = { chatKind: "group", sentAt: ago(9999) } as const;
    expect(decide({ optedOut: true, owner: "person" }, [group])).toBe("not_direct");
    expect(decide({ optedOut: true, owner: "person" })).toBe("opted_out");
  });
});

test("a group that mentions the bot is answered where the account wants it, and nothing else that is not direct", () => {
  const decideFor = (chatKind: "group" | "status" | "broadcast", groups: "ignore" | "when_mentioned") =>
    decideGate({
      messages: [direct, { ...direct, chatKind }],
      conversation: quiet,
      settings: { ...DEFAULT_ANSWER_SETTINGS, groups },
      now,
    }).kind;
  expect(decideFor("group", "when_mentioned")).toBe("answer");
  expect(decideFor("group", "ignore")).toBe("ignore");
  expect(decideFor("status", "when_mentioned")).toBe("ignore");
  expect(decideFor("broadcast", "when_mentioned")).toBe("ignore");
});

test("an answer is never given to an opted-out customer, to a group, or while a person is active", () => {
  const chatKind = fc.constantFrom("direct" as const, "group" as const, "status" as const, "newsletter" as const);
  const seconds = fc.integer({ min: -3600, max: 7200 });
  const conversation = fc.record({
    owner: fc.constantFrom("bot" as const, "person" as const),
    takeoverUntil: fc.option(seconds.map(ago)),
    optedOut: fc.boolean(),
    recent: fc.constant([]),
  });
  const messages = fc.array(fc.record({ chatKind, sentAt: seconds.map(ago) }), { maxLength: 4 });
  fc.assert(
    fc.property(conversation, messages, (state, received) => {
      if (decide(state, received) !== "answer") return;
      expect(state.optedOut).toBe(false);
      expect(isPersonActive(state, now)).toBe(false);
      expect(received.every((message) => message.chatKind === "direct")).toBe(true);
      expect(received.length).toBeGreaterThan(0);
    }),
  );
});

/** Pairs of a bot's reply and a customer's message, one every `everySeconds`, the last one now. */
const dialogue = (customerTexts: string[], everySeconds: number, replyAfterSeconds: number): GateHistoryEntry[] =>
  customerTexts.flatMap((body, index) => {
    const at = (customerTexts.length - 1 - index) * everySeconds;
    return [
      { author: "bot" as const, body: `reply ${index}`, sentAt: ago(at + replyAfterSeconds) },
      { author: "customer" as const, body, sentAt: ago(at) },
    ];
  });

describe("a loop of two bots stops", () => {
  const away = "Thank you for your message. We are out of office and will answer on Monday.";

  test("when the other side repeats itself after each reply", () => {
    expect(isLoop(dialogue([away, away, away], 20, 15), now)).toBe(false);
    expect(isLoop(dialogue([away, away, away, `${away}!`], 20, 15), now)).toBe(true);
  });

  test("when long answers come faster than anybody types", () => {
    const texts = [1, 2, 3].map(
      (number) => `Dear sender number ${number}, your request was received and will be processed.`,
    );
    expect(isLoop(dialogue(texts, 10, 1), now)).toBe(true);
    expect(isLoop(dialogue(texts, 60, 30), now)).toBe(false);
  });

  test("when the bot has answered thirty times in ten minutes", () => {
    const texts = Array.from({ length: 31 }, (_, index) => `message ${index}`);
    expect(isLoop(dialogue(texts, 15, 10), now)).toBe(true);
    expect(isLoop(dialogue(texts.slice(1), 15, 10), now)).toBe(false);
  });

  test("a flood that is no loop is stopped with its own reason", () => {
    const texts = Array.from({ length: 20 }, (_, index) => `question ${index}?`);
    expect(decide({ recent: dialogue(texts, 3, 1) })).toBe("flood");
    expect(decide({ recent: dialogue(texts, 6, 1) })).toBe("answer");
  });

  test("and is forgotten after ten quiet minutes", () => {
    const loop = dialogue([away, away, away, away], 20, 15);
    expect(isLoop(loop, new Date(now.getTime() + 11 * 60_000))).toBe(false);
  });

  test("but an impatient customer who repeats a question that nobody answered is no bot", () => {
    const recent = Array.from({ length: 8 }, (_, index) => ({
      author: "customer" as const,
      body: "hello??",
      sentAt: ago(80 - index * 10),
    }));
    expect(isLoop(recent, now)).toBe(false);
  });

  test("and neither is one who taps short answers quickly", () => {
    expect(isLoop(dialogue(["yes", "no", "2", "blue", "thanks"], 5, 1), now)).toBe(false);
  });
});
