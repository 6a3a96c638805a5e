import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { fixedTexts } from "@/domain/agent/fixed-texts";
import { IGNORE_REASONS } from "@/domain/agent/turn";
import { defaultBusinessHours } from "@/domain/automation/default-hours";
import type { RuleDefinition } from "@/domain/automation/rule";
import { sentencesIn } from "@/sentences/sentences-in";
import { anAnswer, type ChannelHarness } from "@/test/channel-harness";
import { anAutomationForm, anAutomationRule } from "@/test/factories";
import { harnessPerTest } from "@/test/harness-per-test";
import {
  accounts,
  automationForms,
  automationRuns,
  contactFields,
  contactTags,
  formSessions,
  webhookDeliveries,
} from "../db/schema";

let harness: ChannelHarness;
harnessPerTest((fresh) => {
  harness = fresh;
});

const customerWrites = (body: string, fields: Parameters<typeof harness.whatsApp.customerWrites>[1] = {}) =>
  harness.inbound.receive(harness.accountId, harness.whatsApp.customerWrites(body, { ...fields, unseen: true }), {
    isSending: false,
    enqueueAnswer: true,
  });
async function says(...bodies: string[]): Promise<void> {
  for (const body of bodies) {
    await customerWrites(body);
    await harness.answerEverything();
    await harness.sendEverything();
  }
}
let position = 0;
const rule = (name: string, definition: Partial<RuleDefinition>) =>
  anAutomationRule(harness.db, {
    accountId: harness.accountId,
    name,
    isOn: true,
    position: position++,
    definition: { trigger: { kind: "message" }, conditions: [], actions: [], flow: "stop", ...definition },
  });
const sent = async () => (await harness.outbox()).map(({ body }) => body);
const send = (text: string) => ({ kind: "send_text", text }) as const;
const signal = new AbortController().signal;
const tags = async () => (await harness.db.select().from(contactTags)).map(({ tag }) => tag);
const fields = async () =>
  Object.fromEntries((await harness.db.select().from(contactFields)).map(({ name, value }) => [name, value]));

describe("when the business opens again is said in the customer's language", () => {
  const opening = "{{next_opening}}";
  const form = () =>
    anAutomationForm(harness.db, {
      accountId: harness.accountId,
      definition: {
        name: "Call",
        questions: [
          { kind: "text", field: "day", ask: `${opening} 1?`, again: "" },
          { kind: "text", field: "topic", ask: `${opening} 2?`, again: "" },
        ],
        done: opening,
        cancelWord: "stop",
        cancelled: opening,
        timeoutMinutes: 60,
      },
    });
  beforeEach(async () => {
    harness.language = "es";
    // Only one day of the week is open, so that it is said by its name.
    const week = Array.from({ length: 7 }, () => [] as { from: string; to: string }[]);
    const weekday = (harness.scheduler.now().getUTCDay() + 6 + 3) % 7;
    week[weekday] = [{ from: "09:00", to: "10:00" }];
    const businessHours = { ...defaultBusinessHours("UTC"), week } as never;
    await harness.db.update(accounts).set({ businessHours });
  });
  const SPANISH = /lunes|martes|miércoles|jueves|viernes|sábado|domingo/;

  test("in a form that a rule starts, and in all that the form says", async () => {
    const { id: formId } = await form();
    await rule("Call", { trigger: { kind: "keyword", words: ["call"] }, actions: [{ kind: "start_form", formId }] });
    await says("call", "Monday", "bikes");
    expect(await sent()).toEqual(Array.from({ length: 3 }, () => expect.stringMatching(SPANISH)));
  });

  test("in a form that the bot starts", async () => {
    const { id: formId } = await form();
    harness.answer = async () => anAnswer("ignored", { decision: "form", formId });
    await says("Please call me");
    expect(await sent()).toEqual([expect.stringMatching(SPANISH)]);
  });
});

describe("a turn that a rule ends", () => {
  test("is automated: the agent isn't asked, and the trace says which rule matched and why", async () => {
    await rule("Prices", {
      trigger: { kind: "keyword", words: ["price"] },
      actions: [send("One moment."), send("It is 5 €."), { kind: "add_tag", tag: "asked" }],
    });
    await rule("Never reached", { actions: [send("No")] });
    await says("Your price?");
    expect(harness.asked).toEqual([]);
    expect(await sent()).toEqual(["One moment.", "It is 5 €."]);
    const [turn] = await harness.turns();
    expect(turn).toMatchObject({ outcome: "automated", reason: "Rule “Prices”", reply: "It is 5 €.", band: null });
    expect(turn?.trace.steps).toMatchObject([
      { name: "gate" },
      { name: "rules", note: "“Prices” matched: The word “price” is in it." },
    ]);
    expect(await tags()).toEqual(["asked"]);
    expect(await harness.conversations()).toMatchObject([{ lastMessagePreview: "It is 5 €." }]);
  });

  test("says of each rule in a line of its own whether it matched, and so in every language", async () => {
    await rule("Prices", { trigger: { kind: "keyword", words: ["price"] }, actions: [send("5 €")], flow: "continue" });
    await rule("Late", { trigger: { kind: "language", languages: ["fr"] }, actions: [send("Bonjour")] });
    await says("Your price?");
    const [turn] = await harness.turns();
    const note = turn?.trace.steps.find(({ name }) => name === "rules")?.note ?? "";
    expect(note.split("\n")).toEqual([
      "“Prices” matched: The word “price” is in it.",
      "“Late” didn't match: It is in English.",
    ]);
    expect(sentencesIn("es")(note).split("\n")).toEqual([
      "«Prices» coincidió: Contiene la palabra «price».",
      "«Late» no coincidió: Está en inglés.",
    ]);
  });

  test("keeps to what a trace may hold by leaving whole lines out", async () => {
    for (let number = 10; number < 40; number++)
      await rule(`Rule ${number} ${"x".repeat(40)}`, { actions: [], flow: "continue" });
    await says("Hi");
    const [turn] = await harness.turns();
    const note = turn?.trace.steps.find(({ name }) => name === "rules")?.note ?? "";
    expect(note.length).toBeLessThanOrEqual(1_000);
    expect(note.split("\n").length).toBeGreaterThan(5);
    for (const line of note.split("\n")) expect(line).toMatch(/^“Rule \d\d x{40}” (matched|didn't match): .*\.$/);
  });

  test("that is decided twice at once does nothing twice", async () => {
    await rule("All", { actions: [send("Hello"), { kind: "webhook", url: "https://shop.example/hook" }] });
    await customerWrites("Hi");
    harness.scheduler.advance(10_000);
    const [conversation] = await harness.conversations();
    const key = { accountId: harness.accountId, conversationId: conversation!.id };
    const run = () => harness.answerHandler()(key, signal, { number: 1, isLast: false });
    await Promise.all([run(), run()]);
    await run();
    expect(await sent()).toEqual(["Hello"]);
    expect(await harness.turns()).toHaveLength(1);
    expect(await harness.db.$count(automationRuns)).toBe(1);
    expect(await harness.db.$count(webhookDeliveries)).toBe(1);
    expect(harness.webhooks).toHaveLength(1);
  });
});

test("a rule that continues says its part first, and then the bot answers", async () => {
  await rule("Welcome", { trigger: { kind: "first_message" }, actions: [send("Welcome")], flow: "continue" });
  await says("When do you open?", "And on Sunday?");
  expect(await sent()).toEqual(["Welcome", "About: When do you open?", "About: And on Sunday?"]);
  const [turn] = await harness.turns();
  expect(turn).toMatchObject({ outcome: "answered", reply: "About: When do you open?" });
  expect(turn?.trace.steps.map(({ name }) => name)).toEqual(["gate", "rules"]);
});

test("what a rule did is not done again because the customer writes on before the reply has gone out", async () => {
  await rule("Call", { actions: [{ kind: "webhook", url: "https://shop.example/hook" }], flow: "continue" });
  for (const body of ["When do you open?", "And on Sunday?"]) {
    await customerWrites(body);
    await harness.answerEverything();
  }
  expect((await harness.turns()).map(({ question }) => question)).toEqual(["When do you open?", "And on Sunday?"]);
  expect(await harness.db.$count(webhookDeliveries)).toBe(2);
});

test("a rule that is off does nothing, and one of another account neither", async () => {
  await anAutomationRule(harness.db, { accountId: harness.accountId });
  await anAutomationRule(harness.db, { isOn: true });
  await says("Hi");
  expect(await sent()).toEqual(["About: Hi"]);
});

test("while a person answers, rules stay out too", async () => {
  await rule("All", { actions: [send("Hello")] });
  await harness.inbound.receive(harness.accountId, harness.whatsApp.ownerWrites("Me", { unseen: true }), {
    isSending: false,
    enqueueAnswer: true,
  });
  await says("Hi");
  expect(await harness.turns()).toMatchObject([{ outcome: "ignored", reason: IGNORE_REASONS.person_active }]);
  expect(await sent()).toEqual([]);
});

test("handing off and pausing: a person is asked, the bot is out until the time is over, and the text still goes", async () => {
  await rule("Person", {
    trigger: { kind: "keyword", words: ["person"] },
    actions: [send("Somebody will write."), { kind: "hand_off", reason: "Asked." }, { kind: "pause_bot", minutes: 30 }],
  });
  await says("A person");
  const [conversation] = await harness.conversations();
  expect(conversation).toMatchObject({ owner: "person", ownershipEpoch: 1, needsPersonReason: "Asked." });
  expect(await harness.outbox()).toMatchObject([{ body: "Somebody will write.", ownershipEpoch: 1, status: "sent" }]);
  await says("Hello?");
  harness.scheduler.advance(31 * 60_000);
  await says("Anybody?");
  expect(await sent()).toEqual(["Somebody will write.", "About: Anybody?"]);
});

test("closing ends the waiting for a person", async () => {
  harness.answer = async () => anAnswer("A person.", { decision: "handoff", band: "handed_over", handoffReason: "?" });
  await rule("Thanks", { trigger: { kind: "keyword", words: ["thanks"] }, actions: [{ kind: "close" }] });
  await says("Do you sell cars?");
  expect(await harness.conversations()).toMatchObject([{ needsPersonReason: "?" }]);
  await says("thanks");
  expect(await harness.conversations()).toMatchObject([{ needsPersonReason: null, unreadCount: 0 }]);
  expect(await harness.turns()).toMatchObject([{}, { outcome: "automated", reply: null }]);
});

test("when the bot hands over, rules about that act after it", async () => {
  harness.answer = async () => anAnswer("A person.", { decision: "handoff", band: "handed_over", handoffReason: "?" });
  await rule("Night", {
    trigger: { kind: "handoff" },
    actions: [send("From nine on."), { kind: "add_tag", tag: "open" }],
  });
  await says("Do you sell cars?");
  expect(await sent()).toEqual(["A person.", "From nine on."]);
  expect(await harness.turns()).toMatchObject([{ outcome: "handed_off", reason: "?", reply: "A person." }]);
  expect((await harness.turns())[0]?.trace.steps.map(({ name }) => name)).toEqual(["gate", "rules-after"]);
  expect(await tags()).toEqual(["open"]);
});

test("a sticker that a rule did something about was not ignored", async () => {
  await rule("Sticker", {
    trigger: { kind: "media", kinds: ["sticker"] },
    actions: [{ kind: "add_tag", tag: "fan" }],
    flow: "continue",
  });
  await customerWrites("", { kind: "sticker" });
  await harness.answerEverything();
  expect(await harness.turns()).toMatchObject([{ outcome: "automated", reason: "Rule “Sticker”" }]);
  expect(await tags()).toEqual(["fan"]);
});

test("a rule acts as often as its count allows", async () => {
  const once = { kind: "count", of: "runs", test: "at_most", value: 0, withinHours: 1 } as const;
  await rule("Once", { conditions: [once], actions: [send("Once")], flow: "continue" });
  await says("One", "Two");
  harness.scheduler.advance(61 * 60_000);
  await says("Three");
  expect(await sent()).toEqual(["Once", "About: One", "About: Two", "Once", "About: Three"]);
});

describe("a form", () => {
  async function startForm(questions = 2): Promise<void> {
    const { id: formId, definition } = await anAutomationForm(harness.db, { accountId: harness.accountId });
    if (questions === 2) {
      const email = { kind: "email", field: "email", ask: "Your email, {{first_name|friend}}?", again: "" } as const;
      const changed = { ...definition, questions: [...definition.questions, email] };
      await harness.db.update(automationForms).set({ definition: changed }).where(eq(automationForms.id, formId));
    }
    await rule("Orders", {
      trigger: { kind: "keyword", words: ["order"] },
      actions: [send("Gladly."), { kind: "start_form", formId }],
      flow: "continue",
    });
  }
  /** In the order in which they began. */
  const states = async () =>
    (await harness.db.select().from(formSessions).orderBy(formSessions.createdAt)).map(({ state }) => state);

  test("asks one question after the other, repeats kindly, and its answers land on the contact", async () => {
    await startForm();
    await says("my order", "A-17", "no mail", "ana@shop.example");
    const asked = await sent();
    expect(asked.slice(0, 2)).toEqual(["Gladly.", "Which order?"]);
    expect(asked[2]).toMatch(/^Your email, /);
    expect(asked[3]).toMatch(/^That doesn't look like an email address.*\n\nYour email, /s);
    expect(asked[4]).toBe("Thank you, A-17 is noted.");
    expect(await fields()).toEqual({ order_number: "A-17", email: "ana@shop.example" });
    expect(harness.asked).toEqual([]);
    expect((await harness.turns()).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["automated", "Rule “Orders”"],
      ...Array.from({ length: 3 }, () => ["automated", "Form “Order”"]),
    ]);
    expect(await states()).toEqual(["done"]);
    await says("When do you open?");
    expect(harness.asked).toHaveLength(1);
  });

  test("begins when the agent chose it, once however often its turn is decided, and then goes on as any other", async () => {
    const { id: formId } = await anAutomationForm(harness.db, { accountId: harness.accountId });
    harness.answer = async () => anAnswer("Which order?", { decision: "form", formId });
    await customerWrites("Where is my order?");
    harness.scheduler.advance(10_000);
    const [conversation] = await harness.conversations();
    const key = { accountId: harness.accountId, conversationId: conversation!.id };
    const run = () => harness.answerHandler()(key, signal, { number: 1, isLast: false });
    await Promise.all([run(), run()]);
    await says("A-17");
    expect(await sent()).toEqual(["Which order?", "Thank you, A-17 is noted."]);
    expect((await harness.turns()).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ["automated", "Form “Order”, which the bot started"],
      ["automated", "Form “Order”"],
    ]);
    expect(await fields()).toEqual({ order_number: "A-17" });
    expect(await states()).toEqual(["done"]);
  });

  test("that was deleted before the agent could start it leaves the turn to a person", async () => {
    harness.answer = async () => anAnswer("Which order?", { decision: "form", formId: "form_gone" });
    await says("Where is my order?");
    expect(await harness.turns()).toMatchObject([{ outcome: "handed_off" }]);
    expect(await sent()).toEqual([fixedTexts("en").personWillAnswer]);
    expect(await harness.conversations()).toMatchObject([
      { needsPersonReason: expect.stringContaining("no longer there") },
    ]);
    expect(await states()).toEqual([]);
  });

  test("is the agent's to start with a customer alone: not in a group, and not in shadow mode", async () => {
    const seen: unknown[] = [];
    harness.answer = async ({ conversation }) => {
      seen.push(conversation?.mayStartForms);
      return anAnswer("Yes.");
    };
    await says("Hello?");
    await harness.db.update(accounts).set({ isShadowed: true }).where(eq(accounts.id, harness.accountId));
    await says("Hello again?");
    expect(seen).toEqual([true, false]);
  });

  test("is ended by its word, by its time, and by asking for a person", async () => {
    await startForm();
    await says("my order", "cancel");
    expect((await sent()).at(-1)).toBe("All right, never mind.");
    await says("my order");
    harness.scheduler.advance(61 * 60_000);
    await says("When do you open?");
    expect((await sent()).at(-1)).toBe("About: When do you open?");
    await says("my order", "I want to talk to a person");
    expect((await sent()).at(-1)).toBe("About: I want to talk to a person");
    await says("Hello");
    expect((await sent()).at(-1)).toBe("About: Hello");
    expect(await fields()).toEqual({});
    expect(await states()).toEqual(["cancelled", "expired", "cancelled"]);
  });

  test("that isn't understood three times calls a person", async () => {
    await startForm();
    await says("my order", "A-17", "no", "no", "no");
    expect(await harness.conversations()).toMatchObject([{ needsPersonReason: expect.stringContaining("“Order”") }]);
    expect(await states()).toEqual(["cancelled"]);
  });

  test("takes an answer once, however often its turn is decided", async () => {
    await startForm();
    await says("my order");
    await customerWrites("A-17");
    harness.scheduler.advance(10_000);
    const [conversation] = await harness.conversations();
    const key = { accountId: harness.accountId, conversationId: conversation!.id };
    const run = () => harness.answerHandler()(key, signal, { number: 1, isLast: false });
    await Promise.all([run(), run()]);
    expect((await sent()).slice(2)).toHaveLength(1);
    expect(await harness.db.select().from(formSessions)).toMatchObject([{ position: 1, state: "active" }]);
  });
});
