import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fixedTexts } from "@/domain/agent/fixed-texts";
import { type AnswerSettings, DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import { type OpenAiServer, startOpenAiServer } from "@/test/openai-server";
import { anAgent, aPassage, ask } from "./agent-fixture";
import { createModelChoice, type ModelWishes } from "./model-choice";
import type { ModelServer } from "./model-servers";
import { createChatModel } from "./models";

const EXPRESS = "How much is express delivery?";
const withSettings = (settings: Partial<AnswerSettings>) => ({ settings: { ...DEFAULT_ANSWER_SETTINGS, ...settings } });

describe("what an account wants said", () => {
  test("its greeting greets, in the language it is in; others are greeted in theirs", async () => {
    const more = withSettings({
      greeting: "Welcome to Corner Shop! Ask me about delivery, returns and opening hours.",
    });
    expect((await ask(anAgent(), "Hello", more)).reply).toBe(more.settings.greeting);
    expect((await ask(anAgent(), "Hola", more)).reply).toContain(fixedTexts("es").greeting.slice(0, 20));
    expect((await ask(anAgent(), "Thank you", more)).reply).toBe(fixedTexts("en").thanks);
  });

  test("its signature stands below every answer, a link of its own included, and below nothing else", async () => {
    const more = withSettings({ signature: "Corner Shop · cornershop.example" });
    const answered = await ask(anAgent(), EXPRESS, more);
    expect(answered.decision).toBe("answer");
    expect(answered.reply).toMatch(/\$12.*\n\nCorner Shop · cornershop\.example$/u);
    expect((await ask(anAgent(), "I want to talk to a person", more)).reply).toBe(fixedTexts("en").personWillAnswer);
  });
});

describe("subjects to stay away from", () => {
  const topics = [
    { name: "Refunds", words: ["refund", "money back"], action: "hand_over" as const },
    { name: "Politics", words: ["election"], action: "decline" as const },
  ];

  test("are a person's to answer, though the documents have an answer", async () => {
    const result = await ask(anAgent(), "Can I get a REFUND for express delivery?", withSettings({ topics }));
    expect(result).toMatchObject({ decision: "handoff", reply: fixedTexts("en").personWillAnswer });
    expect(result.handoffReason).toContain("Refunds");
  });

  test("or are declined in the customer's language, and nothing is looked up", async () => {
    const retrieve = async () => Promise.reject(new Error("nothing should be looked up"));
    const result = await ask(anAgent({ retrieve }), "Who wins the election?", withSettings({ topics }));
    expect(result).toMatchObject({ decision: "smalltalk", reply: fixedTexts("en").declined, handoffReason: null });
  });

  test("count in a follow-up that names them only by what was said before", async () => {
    const history = [
      { role: "customer" as const, text: "What about the election?" },
      { role: "bot" as const, text: fixedTexts("en").declined },
    ];
    const result = await ask(anAgent(), "And its costs?", { ...withSettings({ topics }), history });
    expect(result.reply).toBe(fixedTexts("en").declined);
  });

  test("are kept out of answers to questions that don't name them", async () => {
    const passage = aPassage({ text: "Express delivery costs $12. It is slower during the election." });
    const about = [{ name: "Politics", words: ["election", "express delivery costs"], action: "decline" as const }];
    const result = await ask(
      anAgent({ retrieve: async () => [passage] }),
      "How much is express?",
      withSettings({ topics: about }),
    );
    expect(result).toMatchObject({ decision: "handoff" });
    expect(result.handoffReason).toContain("Politics");
  });

  test("a word inside another one is no such subject", async () => {
    const result = await ask(anAgent(), "How much is express delivery, prerefunded?", withSettings({ topics }));
    expect(result.decision).toBe("answer");
  });
});

describe("the model an account asks for", () => {
  let server: OpenAiServer;
  let spent: number;
  beforeEach(async () => {
    server = await startOpenAiServer();
    server.whenChat(() => ({
      kind: "reply",
      content: { action: "answer", sentences: [{ text: "Express delivery costs $12.", citations: [1] }] },
    }));
    spent = 0;
  });
  afterEach(() => server.close());

  const installed = () => ({ id: "installed", apiKey: "key", baseURL: server.url, model: "standard-model" });
  const create = (at: ModelServer, { model = at.model, ...wishes }: ModelWishes) =>
    createChatModel({ ...at, model, ...wishes });
  const findModels = async () => ({ server: installed(), model: installed().model });
  const usage = {
    today: async () => spent,
    add: async (_: string, { inputTokens, outputTokens }: { inputTokens: number; outputTokens: number }) => {
      spent += inputTokens + outputTokens;
    },
  };
  const agent = () => anAgent({ choice: createModelChoice({ findModels, create, usage }) });
  const chatBody = () => server.chats().at(-1)?.body;

  test("is asked by its name, with its temperature and limit; without a wish the standard one is", async () => {
    await ask(agent(), EXPRESS, withSettings({ model: "other-model", temperature: 0.2, maxOutputTokens: 700 }));
    expect(chatBody()).toMatchObject({ model: "other-model", temperature: 0.2, max_tokens: 700 });
    const result = await ask(agent(), EXPRESS);
    expect(chatBody()).toMatchObject({ model: "standard-model" });
    expect(chatBody()).not.toHaveProperty("temperature");
    expect(result.trace.model).toBe("standard-model");
  });

  test("is told who it is and what to mind, and neither leaves in a reply", async () => {
    const more = withSettings({
      persona: "You are Mia from the front desk of the shop.",
      tone: "formal",
      instructions: "Mention the green parcel stickers whenever somebody asks about postage.",
    });
    await ask(agent(), EXPRESS, more);
    const asked = JSON.stringify(chatBody());
    for (const part of ["Mia from the front desk", "formal address", "green parcel stickers"])
      expect(asked).toContain(part);
    server.whenChat(() => ({
      kind: "reply",
      content: { action: "clarify", sentences: [{ text: String(more.settings.instructions), citations: [] }] },
    }));
    const leaked = await ask(agent(), EXPRESS, more);
    expect(leaked.reply).not.toContain("green parcel stickers");
  });

  test("is not asked where the account wants its documents quoted", async () => {
    const result = await ask(agent(), EXPRESS, withSettings({ usesModel: false }));
    expect(server.chats()).toEqual([]);
    expect(result).toMatchObject({ decision: "answer", trace: { model: "extractive", usage: null } });
  });

  test("answers until the tokens of the day are used up; then the documents do, and people can read why", async () => {
    const more = withSettings({ dailyTokens: 1_000 });
    let asked = 0;
    for (; spent < 1_000; asked++) expect((await ask(agent(), EXPRESS, more)).trace.model).toBe("standard-model");
    const result = await ask(agent(), EXPRESS, more);
    expect(server.chats()).toHaveLength(asked);
    expect(result).toMatchObject({ decision: "answer", trace: { model: "extractive" } });
    expect(result.trace.steps[0]?.note).toContain("used up");
  });
});
