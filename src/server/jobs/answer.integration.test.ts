import { describe, expect, test } from "vitest";
import { fixedTexts } from "@/domain/agent/fixed-texts";
import { IGNORE_REASONS } from "@/domain/agent/turn";
import { defaultBusinessHours } from "@/domain/automation/default-hours";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { harnessPerTest } from "@/test/harness-per-test";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const receive = (message: Parameters<typeof harness.inbound.receive>[1]) =>
  harness.inbound.receive(harness.accountId, message, { isSending: false, enqueueAnswer: true });
const customerWrites = (body: string, fields: Parameters<typeof harness.whatsApp.customerWrites>[1] = {}) =>
  receive(harness.whatsApp.customerWrites(body, { ...fields, unseen: true }));
const ownerWrites = (body: string) => receive(harness.whatsApp.ownerWrites(body, { unseen: true }));
const key = async () => {
  const [conversation] = await harness.conversations();
  return { accountId: harness.accountId, conversationId: conversation!.id };
};
const run = async (signal: AbortSignal, attempt = { number: 1, isLast: false }) =>
  harness.answerHandler()(await key(), signal, attempt);
const signal = new AbortController().signal;

describe("a turn", () => {
  test("answers a burst of three messages with one reply", async () => {
    await customerWrites("Hi");
    harness.scheduler.advance(800);
    await customerWrites("do you make cakes");
    harness.scheduler.advance(900);
    await customerWrites("for twenty people?");
    expect(await harness.answerDue()).toBe(0);
    await harness.answerEverything();

    expect(harness.asked.map(({ question }) => question)).toEqual(["Hi\ndo you make cakes\nfor twenty people?"]);
    expect(await harness.outbox()).toMatchObject([{ body: "About: Hi\ndo you make cakes\nfor twenty people?" }]);
    const [turn, ...others] = await harness.turns();
    expect(others).toEqual([]);
    expect(turn).toMatchObject({ outcome: "answered", band: "sure", score: 0.9, reason: null });
    const stored = await harness.messages();
    expect(stored.map(({ author, turnId }) => [author, turnId])).toEqual([
      ["customer", turn!.id],
      ["customer", turn!.id],
      ["customer", turn!.id],
      ["bot", turn!.id],
    ]);
    expect(await harness.conversations()).toMatchObject([
      { lastMessagePreview: expect.stringMatching(/^About: Hi do/) },
    ]);
  });

  test("keeps the customer's language when the agent told it", async () => {
    harness.answer = async () => anAnswer("Sim.", { language: "pt" });
    await customerWrites("Fazem bolos?");
    await harness.answerEverything();
    expect(await harness.turns()).toMatchObject([{ language: "pt" }]);
  });

  test("knows what was said before, and not what never went out", async () => {
    await customerWrites("Do you make cakes?");
    await harness.answerEverything();
    await harness.service.replyAsPerson({
      ...(await key()),
      userId: "user",
      text: "We do.",
      idempotencyKey: "12345678",
    });
    await harness.service.returnToBot(await key());
    await customerWrites("How much?");
    await harness.answerEverything();
    expect(harness.asked.at(-1)?.history).toEqual([
      { role: "customer", text: "Do you make cakes?" },
      // The bot's own reply had not been sent when the person answered, so it was cancelled.
      { role: "person", text: "We do." },
    ]);
  });

  test("that runs again, or twice at once, gives the same single answer", async () => {
    await customerWrites("When do you open?");
    harness.scheduler.advance(10_000);
    await Promise.all([run(signal), run(signal)]);
    await run(signal);
    expect(await harness.turns()).toHaveLength(1);
    expect(await harness.outbox()).toHaveLength(1);
  });

  test("whose process dies before it is written is answered once by the next", async () => {
    await customerWrites("When do you open?");
    harness.scheduler.advance(10_000);
    harness.answer = async () => {
      throw new Error("killed");
    };
    await expect(run(signal)).rejects.toThrow("killed");
    expect(await harness.turns()).toEqual([]);
    harness.answer = async () => anAnswer("At nine.");
    await run(signal);
    expect(await harness.outbox()).toMatchObject([{ body: "At nine." }]);
  });

  test("that nothing supports is handed off: the customer is told, a person is asked, and the bot goes on", async () => {
    harness.answer = async () =>
      anAnswer("A person will answer you.", {
        decision: "handoff",
        band: "handed_over",
        handoffReason: "The documents don't say.",
      });
    await customerWrites("Do you sell cars?");
    await harness.answerEverything();
    expect(await harness.turns()).toMatchObject([{ outcome: "handed_off", reason: "The documents don't say." }]);
    expect(await harness.conversations()).toMatchObject([
      { owner: "bot", needsPersonReason: "The documents don't say." },
    ]);
    harness.answer = async () => anAnswer("At nine.");
    harness.scheduler.advance(10_000);
    await customerWrites("When do you open?");
    await harness.answerEverything();
    expect((await harness.outbox()).map(({ body }) => body)).toEqual(["A person will answer you.", "At nine."]);
  });

  test("that nothing supports, twice in a row, is told the customer once", async () => {
    const handover = (reply: string) => async () =>
      anAnswer(reply, { decision: "handoff", band: "handed_over", handoffReason: "The documents don't say." });
    const ask = async (text: string) => {
      await customerWrites(text);
      await harness.answerEverything();
      harness.scheduler.advance(10_000);
    };
    harness.answer = handover("A person will answer you.");
    await ask("Do you sell cars?");
    await ask("Or boats?");
    expect((await harness.turns()).map(({ outcome }) => outcome)).toEqual(["handed_off", "handed_off"]);
    expect((await harness.outbox()).map(({ body }) => body)).toEqual(["A person will answer you."]);
    harness.answer = handover("I'm sorry about this.");
    await ask("This is ridiculous");
    expect((await harness.outbox()).map(({ body }) => body)).toHaveLength(2);
  });

  test.each([
    { when: "soon after the first one is answered with it", afterMs: 0, turns: ["When do you open?\nAnd on Sunday?"] },
    { when: "ten seconds later is another one", afterMs: 10_000, turns: ["When do you open?", "And on Sunday?"] },
  ])("of a message that came in while the reply was written, $when", async ({ afterMs, turns }) => {
    await customerWrites("When do you open?");
    harness.answer = async ({ question }) => {
      if (question === "When do you open?") {
        harness.scheduler.advance(afterMs);
        await customerWrites("And on Sunday?");
      }
      return anAnswer(`About: ${question}`);
    };
    await harness.answerEverything();
    expect((await harness.turns()).map(({ question }) => question)).toEqual(turns);
    expect(await harness.outbox()).toHaveLength(turns.length);
  });
});

describe("when the agent fails", () => {
  const failing = async () => {
    throw new Error("model is down");
  };

  test("it is tried three times, then a person is asked and the customer is told", async () => {
    await customerWrites("When do you open?");
    harness.scheduler.advance(10_000);
    harness.answer = failing;
    await expect(run(signal, { number: 1, isLast: false })).rejects.toThrow();
    await expect(run(signal, { number: 2, isLast: false })).rejects.toThrow();
    await run(signal, { number: 3, isLast: false });
    expect(await harness.turns()).toMatchObject([{ outcome: "handed_off", band: "handed_over" }]);
    expect(await harness.outbox()).toMatchObject([{ body: fixedTexts("en").trouble }]);
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: expect.stringContaining("technical") }]);
  });

  test("rules that can't be looked at are tried three times, then the customer is answered without them", async () => {
    harness.rules = { before: failing, afterHandoff: failing, startForm: failing };
    await customerWrites("When do you open?");
    harness.scheduler.advance(10_000);
    await expect(run(signal, { number: 1, isLast: false })).rejects.toThrow();
    await run(signal, { number: 3, isLast: false });
    expect(await harness.outbox()).toMatchObject([{ body: "About: When do you open?" }]);
  });

  test("what a system or a model said with halves of signs in it is stored and answered all the same", async () => {
    const answer = anAnswer("Shipped.\0 \ud83d");
    const use = { name: "order", label: "Order", outcome: "found", note: "\ud83d", ms: 1 } as const;
    const tools = [{ ...use, input: { "\ud83d": "\0" } }];
    harness.answer = async () => ({ ...answer, trace: { ...answer.trace, tools } });
    await customerWrites("Where is my order?");
    await harness.answerEverything();
    expect(await harness.outbox()).toMatchObject([{ body: "Shipped. \uFFFD" }]);
    expect(await harness.turns()).toMatchObject([{ trace: { tools: [{ input: { "\uFFFD": "" }, note: "\uFFFD" }] } }]);
  });

  test("an answer that can't be written down is tried three times, then a person is asked", async () => {
    const answer = anAnswer("Yes.");
    const tools = [{ name: "x", label: "X", input: 1n, outcome: "found", note: "", ms: 1 } as const];
    harness.answer = async () => ({ ...answer, trace: { ...answer.trace, tools } });
    await customerWrites("When do you open?");
    harness.scheduler.advance(10_000);
    await expect(run(signal, { number: 2, isLast: false })).rejects.toThrow();
    expect(await harness.turns()).toEqual([]);
    await run(signal, { number: 3, isLast: false });
    expect(await harness.turns()).toMatchObject([{ outcome: "handed_off" }]);
    expect(await harness.outbox()).toMatchObject([{ body: fixedTexts("en").trouble }]);
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: expect.stringContaining("technical") }]);
  });

  test("because Parley stops, the job returns to the queue even on its last try", async () => {
    await customerWrites("When do you open?");
    harness.scheduler.advance(10_000);
    harness.answer = failing;
    await expect(run(AbortSignal.abort(), { number: 7, isLast: true })).rejects.toThrow();
    expect(await harness.turns()).toEqual([]);
  });
});

test("the agent is told what was written, and nothing else of the customer: no name, no number", async () => {
  const chatId = "34611222333@c.us";
  const seen: unknown[] = [];
  harness.answer = async (asked) => {
    seen.push(asked);
    return anAnswer("Yes.");
  };
  for (const body of ["Do you make cakes?", "And bread?"]) {
    await customerWrites(body, { chatId, contactName: "Ximena Quackenbush", contactPhone: "+34611222333" });
    await harness.answerEverything();
  }
  const told = JSON.stringify(seen);
  expect(told).toContain("And bread?");
  for (const secret of ["34611222333", "Ximena", "Quackenbush"]) expect(told).not.toContain(secret);
});

describe("the bot stays silent, and says why in the ledger,", () => {
  const ignoredWith = async (reason: keyof typeof IGNORE_REASONS) => {
    await harness.answerEverything();
    expect(await harness.turns()).toMatchObject([{ outcome: "ignored", reason: IGNORE_REASONS[reason], reply: null }]);
    expect(await harness.outbox()).toEqual([]);
    expect((await harness.messages()).filter(({ fromMe, turnId }) => !fromMe && turnId === null)).toEqual([]);
  };

  test("when a customer has had as many answers as can be read in a minute", async () => {
    for (let count = 0; count < 30; count++) {
      await customerWrites(`What does cake number ${count} cost, please?`);
      await harness.answerEverything();
      await harness.sendEverything();
    }
    const reasons = (await harness.turns()).map(({ reason }) => reason);
    expect(reasons.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => null));
    expect(reasons).toContain(IGNORE_REASONS.flood);
    const unaccounted = (await harness.messages()).filter(({ fromMe, turnId }) => !fromMe && turnId === null);
    expect(unaccounted).toEqual([]);
  });

  test("while a person has the conversation", async () => {
    await ownerWrites("Hello from the phone");
    await customerWrites("When do you open?");
    await ignoredWith("person_active");
  });

  test("when the owner answered on the phone before the bot could", async () => {
    await customerWrites("When do you open?");
    await ownerWrites("At nine!");
    await ignoredWith("person_active");
  });

  test("about what the owner answered while Parley was away, also after their time has run out", async () => {
    await customerWrites("When do you open?");
    await ownerWrites("At nine!");
    harness.scheduler.advance(61 * 60_000);
    await ignoredWith("person_active");
    expect(await harness.conversations()).toMatchObject([{ owner: "bot" }]);
  });

  test("about a backlog that is too old", async () => {
    const sentAt = new Date(harness.scheduler.now().getTime() - 31 * 60_000);
    await customerWrites("When do you open?", { sentAt, isBacklog: true });
    await ignoredWith("too_old");
  });

  test("after a lone sticker", async () => {
    await customerWrites("", { kind: "sticker" });
    await ignoredWith("nothing_to_answer");
  });
});

test("after a takeover has run out the bot answers again", async () => {
  await ownerWrites("Hello from the phone");
  harness.scheduler.advance(61 * 60_000);
  await customerWrites("When do you open?");
  await harness.answerEverything();
  expect(await harness.outbox()).toMatchObject([{ ownershipEpoch: 2 }]);
  expect(await harness.conversations()).toMatchObject([{ owner: "bot", ownershipEpoch: 2, takeoverUntil: null }]);
});

test("a person who takes over while the reply is written has the conversation: the reply is not queued", async () => {
  await customerWrites("When do you open?");
  harness.answer = async () => {
    await harness.service.takeOver(await key());
    return anAnswer("At nine.");
  };
  await harness.answerEverything();
  expect(await harness.outbox()).toEqual([]);
  expect(await harness.turns()).toMatchObject([{ outcome: "ignored", reason: IGNORE_REASONS.person_active }]);
});

describe("while the business is closed", () => {
  const { dontKnow } = fixedTexts("en");
  const back = `${dontKnow} We are open again on Monday at 09:00.`;
  /** Friday evening in Lisbon. */
  const begin = async () => {
    await harness.createAccount({ businessHours: defaultBusinessHours("Europe/Lisbon") });
    harness.scheduler.advance(new Date("2026-11-27T21:00:00Z").getTime() - harness.scheduler.now().getTime());
    harness.answer = async () =>
      anAnswer(dontKnow, {
        decision: "handoff",
        band: "handed_over",
        handoffReason: "The documents don't answer this.",
      });
  };

  test("who is told that a person will answer is told when, once", async () => {
    await begin();
    await customerWrites("Do you have a sauna?");
    await harness.answerEverything();
    await harness.sendEverything();
    expect(await harness.outbox()).toMatchObject([{ body: back }]);
    harness.scheduler.advance(60_000);
    await customerWrites("And a pool?");
    await harness.answerEverything();
    expect(await harness.outbox()).toHaveLength(1);
    expect((await harness.turns()).at(-1)).toMatchObject({ outcome: "handed_off", reply: null });
  });

  test("answers stay as they are", async () => {
    await begin();
    harness.answer = async () => anAnswer("At nine.");
    await customerWrites("When do you open?");
    await harness.answerEverything();
    expect(await harness.outbox()).toMatchObject([{ body: "At nine." }]);
  });
});

describe("a customer whom the bot doesn't help", () => {
  const asks = async (body: string) => {
    await customerWrites(body);
    await harness.answerEverything();
    await harness.sendEverything();
    harness.scheduler.advance(60_000);
  };
  const { personWillAnswer } = fixedTexts("en");

  test("is handed over on asking the same again, without asking the agent; told once, and then answered as well as it goes", async () => {
    await asks("When do you open?");
    await asks("when do you open");
    expect(harness.asked).toHaveLength(1);
    expect((await harness.turns()).at(-1)).toMatchObject({
      outcome: "handed_off",
      reason: "The bot didn't help twice.",
    });
    expect((await harness.outbox()).at(-1)).toMatchObject({ body: personWillAnswer });
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: "The bot didn't help twice." }]);
    await asks("when do you open");
    expect(harness.asked).toHaveLength(2);
  });

  test("is given an answer that may be right, and a person looks as well", async () => {
    harness.answer = async ({ question }) => anAnswer(`Maybe: ${question}`, { band: "hedged", score: 0.5 });
    await asks("Can I rent a tandem?");
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: null }]);
    await asks("rent a tandem with children?");
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: "The bot didn't help twice." }]);
    expect((await harness.turns()).at(-1)).toMatchObject({ outcome: "answered", band: "hedged" });
    expect((await harness.outbox()).at(-1)).toMatchObject({ body: "Maybe: rent a tandem with children?" });
  });

  test("is not asked back twice", async () => {
    harness.answer = async () => anAnswer("City bikes or tandems?", { decision: "clarify", score: 0.5 });
    await asks("bikes");
    await asks("the second ones");
    expect((await harness.outbox()).map(({ body }) => body)).toEqual(["City bikes or tandems?", personWillAnswer]);
  });

  test("begins anew once the conversation is closed", async () => {
    await asks("When do you open?");
    await harness.service.close(await key());
    await asks("When do you open?");
    expect((await harness.turns()).map(({ outcome }) => outcome)).toEqual(["answered", "answered"]);
  });
});
