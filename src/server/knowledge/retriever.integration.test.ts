import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmbeddingModel } from "@/domain/knowledge/embedding";
import { openTestDatabase } from "@/test/database";
import { aDocument, anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { documentChunks } from "../db/schema";
import { fakeEmbedding } from "./fixtures/fake-embedding";
import { indexChunks } from "./indexing";
import { createRetriever } from "./retriever";
import { replaceChunks } from "./store-chunks";

let handle: EmbeddedHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());

interface Entry {
  heading?: string;
  text: string;
}

/** An account with one document per list of entries. */
async function anAccountWith(documents: Record<string, Entry[]>, embedding: EmbeddingModel = fakeEmbedding()) {
  const accountId = (await anAccount(handle.db)).id;
  for (const [name, entries] of Object.entries(documents)) {
    const { id: documentId } = await aDocument(handle.db, { accountId, name });
    const chunks = entries.map(({ heading = "", text }) => ({ page: null, heading, text }));
    const indexed = await indexChunks({ name, chunks }, { embedding });
    await replaceChunks(handle.db, { accountId, documentId }, indexed, embedding);
  }
  const { retrieve } = createRetriever({ db: handle.db, embedding });
  return {
    accountId,
    ask: (query: string, limit = 3, language?: string) => retrieve({ accountId, query, limit, language }),
  };
}

const SHOP: Entry[] = [
  { heading: "Deposits", text: "Each kayak needs a deposit of fifty euros, given back when it returns." },
  { heading: "Opening hours", text: "The shop opens at nine in the morning and closes at six in the evening." },
  { heading: "Dogs", text: "Dogs travel for free, but a canoe has room for one animal only." },
  { heading: "Weather", text: "In a storm no boat leaves the harbour, and what was paid is given back." },
];

describe("what is found", () => {
  test("the passage that answers comes first, with a score that says how sure, and its signals", async () => {
    const { ask } = await anAccountWith({ "house.md": SHOP });
    const [best, second] = await ask("How much is the deposit for a kayak?");
    expect(best).toMatchObject({ heading: "Deposits", documentName: "house.md", page: null });
    expect(best!.score).toBeGreaterThan(second!.score + 0.2);
    expect(best!.signals.coverage).toBeGreaterThan(0.5);
    for (const signal of Object.values(best!.signals)) expect(signal).toBeGreaterThanOrEqual(0);
  });

  test("a question about something else scores low", async () => {
    const { ask } = await anAccountWith({ "house.md": SHOP });
    const [asked] = await ask("How much is the deposit for a kayak?");
    const [unrelated] = await ask("Who won the football championship in Brazil?");
    expect(unrelated?.score ?? 0).toBeLessThan(asked!.score / 2);
  });

  test("a mistyped word finds its passage among many", async () => {
    const filler = Array.from({ length: 120 }, (_, index) => ({
      text: `The harbour house has a room number ${index} with a view of the sea.`,
    }));
    const { ask } = await anAccountWith({ "house.md": [...filler, ...SHOP] }, fakeEmbedding({ languages: [] }));
    expect((await ask("depossit for kayks"))[0]).toMatchObject({ heading: "Deposits" });
  });

  test("what only the document's name says is found by it", async () => {
    const text = "It weighs four kilograms and keeps two people dry.";
    const { ask } = await anAccountWith({
      "Alpine Explorer tent.txt": [{ text }],
      "River runner canoe.txt": [{ text }],
    });
    expect((await ask("How heavy is the Alpine Explorer?"))[0]?.documentName).toBe("Alpine Explorer tent.txt");
  });

  test("a section that doesn't name its subject is found by what the rest of its document is about", async () => {
    const terms = (days: number) => ({
      heading: "Returns",
      text: `Members send it back within ${days} days of purchase and get the whole price.`,
    });
    const { ask } = await anAccountWith({
      "item-1.txt": [{ heading: "Item 1", text: "The Riverstone canoe carries two people." }, terms(30)],
      "item-2.txt": [{ heading: "Item 2", text: "The Northwind kayak is made for the sea." }, terms(60)],
      "item-3.txt": [{ heading: "Item 3", text: "The Marmot tent stands in any storm." }, terms(90)],
    });
    const found = await ask("Within how many days can members send the Northwind kayak back?", 2);
    expect(found.map(({ documentName }) => documentName)).toEqual(["item-2.txt", "item-2.txt"]);
    expect(found.find(({ heading }) => heading === "Returns")?.signals.context).toBeGreaterThan(0.2);
  });

  test("a limit is kept, also when more would fit, and a larger one gives all that fit", async () => {
    const many = Array.from({ length: 30 }, (_, index) => ({
      text: `Kayak number ${index} is red and costs ${index} euros.`,
    }));
    const { ask } = await anAccountWith({ "boats.txt": many });
    expect(await ask("kayak euros", 5)).toHaveLength(5);
    expect(await ask("kayak euros", 30)).toHaveLength(30);
  });

  test.each([
    "",
    "   ",
    "?!…",
    "\u0000",
    "'; drop table documents; --",
    "a".repeat(50_000),
    "😀😀",
    "100% _underscore_ \\",
  ])("an odd question (%j) is answered calmly", async (query) => {
    const { ask } = await anAccountWith({ "house.md": SHOP });
    expect(Array.isArray(await ask(query))).toBe(true);
  });
});

describe("how it was found", () => {
  const SECOND: Entry[] = [{ heading: "Tents", text: "A tent for two people costs ten euros a day." }];

  test("each passage says its place in each way of searching, and explaining finds what answering finds", async () => {
    const { accountId, ask } = await anAccountWith({ "house.md": SHOP, "tents.md": SECOND });
    const query = "How much is the deposit for a kayak?";
    const { explain } = createRetriever({ db: handle.db, embedding: fakeEmbedding() });
    const found = await explain({ accountId, query, limit: 10 });
    expect(await ask(query, 10)).toEqual(found.passages);
    expect(found).toMatchObject({ candidateCount: 5, embeddingModel: fakeEmbedding().id });
    expect(found.passages[0]?.legs).toMatchObject({ words: { rank: 1 }, meaning: { rank: expect.any(Number) } });
    for (const leg of ["words", "meaning"] as const) {
      const places = found.passages.flatMap(({ legs }) => legs[leg] ?? []).toSorted((a, b) => a.rank - b.rank);
      expect(new Set(places.map(({ rank }) => rank)).size).toBe(places.length);
      expect(places.map(({ score }) => score)).toEqual(places.map(({ score }) => score).toSorted((a, b) => b - a));
    }
  });

  test("what only one way brought says so, and meaning that can't be compared is named", async () => {
    const { accountId } = await anAccountWith({ "house.md": SHOP }, fakeEmbedding({ languages: [] }));
    const { explain } = createRetriever({ db: handle.db, embedding: fakeEmbedding({ languages: [] }) });
    const { passages, embeddingModel } = await explain({ accountId, query: "deposit kayak", limit: 10 });
    expect(embeddingModel).toBeNull();
    expect(passages[0]?.legs).toMatchObject({ meaning: null, words: { rank: 1 } });
    expect(await explain({ accountId, query: "?!", limit: 10 })).toEqual({
      passages: [],
      candidateCount: 0,
      embeddingModel: null,
    });
  });
});

describe("a document that is read again", () => {
  test("old passages are found until the new ones are whole, then only those, also after a crash in between", async () => {
    const { accountId, ask } = await anAccountWith({ "house.md": SHOP });
    const [{ documentId } = { documentId: "" }] = await ask("deposit kayak", 1);
    const scope = { accountId, documentId };
    const renewed = [{ page: null, heading: "Deposits", text: "No kayak needs a deposit any more." }];
    const indexed = await indexChunks({ name: "house.md", chunks: renewed }, { embedding: fakeEmbedding() });
    const texts = async () => (await ask("deposit kayak", 10)).map(({ text }) => text);

    const crash = () => Promise.reject(new Error("the process was killed"));
    await expect(replaceChunks(handle.db, scope, indexed, fakeEmbedding(), { andThen: crash })).rejects.toThrow(
      "killed",
    );
    expect(await texts()).toContain(SHOP[0]!.text);
    expect(await texts()).not.toContain(renewed[0]!.text);

    await replaceChunks(handle.db, scope, indexed, fakeEmbedding());
    expect(await texts()).toEqual([renewed[0]!.text]);
    expect(await handle.db.$count(documentChunks, eq(documentChunks.documentId, documentId))).toBe(1);
  });
});

describe("languages", () => {
  const SPANISH: Entry[] = [
    { text: "Cada kayak necesita un depósito de cincuenta euros que se devuelve cuando vuelve la embarcación." },
    { text: "La tienda abre a las nueve de la mañana y cierra a las seis de la tarde todos los días." },
    { text: "Los perros viajan gratis, pero en una canoa solamente hay sitio para un animal." },
  ];

  test("a language the model does not know is searched by its words, without accents too", async () => {
    const { ask } = await anAccountWith({ "casa.md": SPANISH });
    const [best] = await ask("cuanto es el deposito de un kayak", 3, "es");
    expect(best?.text).toContain("depósito de cincuenta euros");
    expect(best?.signals).toMatchObject({ passageCosine: 0, sentenceCosine: 0 });
    expect(best!.score).toBeGreaterThan(0.5);
  });

  test("vectors of texts in a language the model does not know are never asked for", async () => {
    const embedded: string[] = [];
    const counting = fakeEmbedding({
      embed: async (texts) => {
        embedded.push(...texts);
        return fakeEmbedding().embed(texts);
      },
    });
    await anAccountWith({ "casa.md": SPANISH }, counting);
    expect(embedded).toEqual([]);
    await anAccountWith({ "casa.md": SPANISH }, { ...counting, id: "knows-all", languages: "any" });
    expect(embedded.length).toBeGreaterThan(3);
  });

  test("Chinese, Thai and Hindi are found although their words are not apart or have vowel signs", async () => {
    const { ask } = await anAccountWith({
      "店.md": [{ text: "每艘皮划艇需要五十欧元押金,归还时退还。" }, { text: "商店早上九点开门,晚上六点关门。" }],
      "ร้าน.md": [{ text: "ร้านเปิดเก้าโมงเช้าและปิดหกโมงเย็นทุกวัน" }],
      "दुकान.md": [{ text: "दुकान सुबह नौ बजे खुलती है और शाम छह बजे बंद होती है।" }],
    });
    expect((await ask("押金是多少?"))[0]?.text).toContain("五十欧元押金");
    expect((await ask("ร้านปิดกี่โมง"))[0]?.documentName).toBe("ร้าน.md");
    expect((await ask("दुकान कब खुलती है?"))[0]?.documentName).toBe("दुकान.md");
  });

  test("an account may have several languages: each question finds its own", async () => {
    const { ask } = await anAccountWith({ "casa.md": SPANISH, "house.md": SHOP });
    expect((await ask("a qué hora abre la tienda", 1, "es"))[0]?.documentName).toBe("casa.md");
    expect((await ask("when does the shop open", 1, "en"))[0]?.documentName).toBe("house.md");
  });

  test("where the model that made the vectors is gone, the words are left to search by until they are made anew", async () => {
    const { accountId } = await anAccountWith({ "house.md": SHOP });
    const { retrieve } = createRetriever({ db: handle.db, embedding: fakeEmbedding({ id: "another" }) });
    const [best] = await retrieve({ accountId, query: "deposit for a kayak", limit: 1 });
    expect(best).toMatchObject({ heading: "Deposits", signals: { passageCosine: 0 } });
  });
});
