import { beforeEach, describe, expect, test, vi } from "vitest";
import { fillText, fixedTexts } from "@/domain/agent/fixed-texts";
import { DEFAULT_ANSWER_SETTINGS } from "@/domain/agent/settings";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { anAgent, aPassage, ask, hedgedSignals, hopelessSignals, noEmbedding } from "./agent-fixture";

describe("without a model", () => {
  test("a clear question is answered from the document, with what it stands on", async () => {
    const result = await ask(anAgent(), "How much is express delivery?");
    expect(result).toMatchObject({ decision: "answer", band: "sure", handoffReason: null });
    expect(result.reply).toContain("$12");
    expect(result.citations.map(({ chunkId }) => chunkId)).toEqual(["chk_1"]);
    expect(result.trace.steps.map(({ name }) => name)).toEqual([
      "courtesy",
      "understand",
      "topics",
      "translate",
      "retrieve",
      "answer",
      "ground",
      "reply",
      "check-outgoing",
    ]);
    expect(result.trace.model).toBe("extractive");
  });

  test("a doubtful answer names its document and page and offers a person", async () => {
    const agent = anAgent({ retrieve: async () => [aPassage({ signals: hedgedSignals })] });
    const settings = { ...DEFAULT_ANSWER_SETTINGS, sureThreshold: 0.99, hedgeThreshold: 0.01 };
    const result = await ask(agent, "How much is express delivery?", { settings });
    expect(result.band).toBe("hedged");
    expect(result.reply).toContain("Delivery.pdf, page 2");
    expect(result.reply).toContain("$12");
    expect(result.reply).toContain("“person”");
  });

  test.each([
    ["en", "Do you sell helicopters?"],
    ["es", "¿Venden ustedes helicópteros?"],
    ["pt", "Vocês vendem helicópteros?"],
    ["de", "Verkaufen Sie auch Hubschrauber?"],
    ["ar", "هل تبيعون طائرات مروحية؟"],
    ["hi", "क्या आप हेलीकॉप्टर बेचते हैं?"],
  ])("what nothing supports is handed over in the customer's language: %s", async (language, question) => {
    const agent = anAgent({ retrieve: async () => [aPassage({ signals: hopelessSignals })] });
    const result = await ask(agent, question);
    expect(result).toMatchObject({ decision: "handoff", band: "handed_over", citations: [] });
    expect(result.reply).toBe(fixedTexts(language).dontKnow);
    expect(result.handoffReason).not.toBeNull();
  });
  test.each([
    [["en"], "en"],
    [["fr", "en"], "fr"],
    [["es"], "en"],
    [[], "en"],
  ])(
    "a “Hello” that several languages know is answered in one of them: documents in %j",
    async (languages, expected) => {
      const result = await ask(anAgent({ knowledgeLanguages: async () => languages }), "Hello!");
      expect(result.reply).toBe(fillText(fixedTexts(expected).greeting, { name: "Corner Shop" }));
    },
  );

  test("no passage at all is a handover too", async () => {
    const result = await ask(anAgent({ retrieve: async () => [] }), "How much is delivery?");
    expect(result).toMatchObject({ decision: "handoff", score: null });
  });

  test("a follow-up is looked up with what it follows", async () => {
    const retrieve = vi.fn(async () => [aPassage()]);
    await ask(anAgent({ retrieve }), "And express?", {
      history: [
        { role: "customer", text: "What does standard delivery cost?" },
        { role: "bot", text: "Standard delivery costs $4.90." },
      ],
    });
    expect(retrieve).toHaveBeenCalledWith(
      expect.objectContaining({ accountId: "acc_1", query: expect.stringMatching(/^And express\? .*delivery/u) }),
    );
  });

  test("a question that is whole keeps its own passages first; the last place goes to what it follows", async () => {
    const own = ["chk_1", "chk_2", "chk_3"].map((chunkId, index) =>
      aPassage({ chunkId, heading: chunkId, score: 1 - index / 10 }),
    );
    const earlier = aPassage({ chunkId: "chk_9", heading: "chk_9", score: 2 });
    const retrieve = vi.fn(async ({ query }: { query: string }) => (query.includes("(") ? [earlier, own[0]!] : own));
    const result = await ask(anAgent({ retrieve }), "Which parcels does express delivery cost more for?", {
      history: [{ role: "customer", text: "Do you send bicycles abroad?" }],
    });
    expect(retrieve).toHaveBeenCalledTimes(2);
    expect(result.trace.passages.map(({ chunkId }) => chunkId)).toEqual(["chk_1", "chk_2", "chk_3", "chk_9"]);
    // However well it fits the other question, it may not outshine them.
    expect(result.trace.passages[3]?.score).toBe(0.8);
  });

  test("a short question that stands by itself is not led astray by what was asked before", async () => {
    const languages = aPassage({ chunkId: "chk_2", text: "English and French are the supported languages." });
    const result = await ask(
      anAgent({
        retrieve: async ({ query }) =>
          query === "Which languages are supported?" ? [languages] : [aPassage({ signals: hedgedSignals })],
      }),
      "Which languages are supported?",
      { history: [{ role: "customer", text: "What does standard delivery cost?" }] },
    );
    expect(result.trace.understoodQuestion).toBe("Which languages are supported?");
    expect(result.reply).toContain("French");
  });
});

describe("a question in another language than the documents", () => {
  const spanish = "¿Cuánto cuesta el envío urgente y cuándo llega?";

  test("isn't answered with a quotation the customer can't read: a person is told why", async () => {
    const result = await ask(anAgent(), spanish);
    expect(result).toMatchObject({ decision: "handoff", reply: fixedTexts("es").dontKnow, citations: [] });
    expect(result.handoffReason).toBe(
      "The documents answer this in English, and the question is in Spanish. Translating needs a language model.",
    );
  });

  test("is answered when a document has it in that language", async () => {
    const text = "El envío urgente cuesta 12 euros y llega al día siguiente. El envío normal cuesta 5 euros.";
    const result = await ask(anAgent({ retrieve: async () => [aPassage({ text })] }), spanish);
    expect(result.decision).toBe("answer");
    expect(result.reply).toContain("12 euros");
  });

  test("that can't be told for sure is answered as it was", async () => {
    expect((await ask(anAgent(), "express?")).decision).toBe("answer");
  });
});

describe("what needs no documents", () => {
  const retrieve = vi.fn(async () => [aPassage()]);
  beforeEach(() => retrieve.mockClear());

  test.each([
    ["Hello!", "Corner Shop"],
    ["Muchas gracias", "De nada"],
    ["are you a robot?", "automated assistant of Corner Shop"],
    ["auf wiedersehen", "Auf Wiedersehen"],
  ])("%s is answered kindly and not looked up", async (text, words) => {
    const result = await ask(anAgent({ retrieve }), text);
    expect(result).toMatchObject({ decision: "smalltalk", handoffReason: null, citations: [] });
    expect(result.reply).toContain(words);
    expect(retrieve).not.toHaveBeenCalled();
  });

  test("a wish for a person is passed on, in the customer's language", async () => {
    const result = await ask(anAgent({ retrieve }), "quiero hablar con una persona");
    expect(result).toMatchObject({ decision: "handoff", handoffReason: "The customer asked for a person." });
    expect(result.reply).toBe(fixedTexts("es").personWillAnswer);
    expect(retrieve).not.toHaveBeenCalled();
  });

  test("an angry customer is passed on with an apology, whatever the documents say", async () => {
    const result = await ask(anAgent({ retrieve }), "This is ridiculous, where is my order?");
    expect(result).toMatchObject({ decision: "handoff", handoffReason: "The customer sounds upset." });
    expect(result.reply).toBe(fixedTexts("en").sorry);
    expect(retrieve).not.toHaveBeenCalled();
  });

  test.each(["", "  ", "???"])("%j is asked to be written as text", async (text) => {
    const result = await ask(anAgent({ retrieve }), text);
    expect(result).toMatchObject({ decision: "clarify", reply: fixedTexts("en").askForText });
  });
});

describe("a failure is never silence", () => {
  test("of retrieval: a person will look, and people read why", async () => {
    const retrieve = async () => {
      throw new Error("database is away");
    };
    const result = await ask(anAgent({ retrieve }), "¿Cuánto cuesta el envío?");
    expect(result).toMatchObject({ decision: "handoff", band: "handed_over", reply: fixedTexts("es").trouble });
    expect(result.handoffReason).toBe("Answering failed on our side. A person should answer this one.");
    expect(result.trace.steps.at(-1)).toMatchObject({ name: "retrieve", note: "failed" });
  });

  test("of the embedding model: words alone still find the sentence", async () => {
    const embedding: EmbeddingModel = { ...noEmbedding, embed: () => Promise.reject(new Error("out of memory")) };
    const result = await ask(anAgent({ embedding }), "How much is express delivery?");
    expect(result.reply).toContain("$12");
  });

  test("but an aborted turn is not answered", async () => {
    const aborted = AbortSignal.abort(new Error("shutting down"));
    const request = {
      accountId: "a",
      accountName: "A",
      question: "Price?",
      history: [],
      settings: DEFAULT_ANSWER_SETTINGS,
    };
    await expect(anAgent().answer(request, aborted)).rejects.toThrow("shutting down");
  });
});
