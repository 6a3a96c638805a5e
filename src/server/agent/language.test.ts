import { describe, expect, test } from "vitest";
import { detectLanguage, replyLanguage } from "./language";

describe("what customers type tells its language, also when it is short", () => {
  test.each([
    ["What is your return policy?", "en"],
    ["how much", "en"],
    ["warranty", "en"],
    ["Is it waterproof?", "en"],
    ["opening hours sunday", "en"],
    ["Spousal support", "en"],
    ["hola", "es"],
    ["cuanto cuesta el envio", "es"],
    ["¿Tienen garantía?", "es"],
    ["quanto custa?", "pt"],
    ["quanto tempo demora", "pt"],
    ["preço", "pt"],
    ["combien ca coute", "fr"],
    ["livraison", "fr"],
    ["Wie lange dauert die Lieferung?", "de"],
    ["danke", "de"],
    ["zimmer frei?", "de"],
    ["orari di apertura", "it"],
    ["quanto costa la spedizione", "it"],
    ["berapa harga kamar", "id"],
    ["apakah bisa refund?", "id"],
    ["mau tanya stok", "id"],
    ["kargo ne kadar", "tr"],
    ["iade nasıl yapılır", "tr"],
    ["wat zijn de openingstijden", "nl"],
    ["كم سعر التوصيل", "ar"],
    ["डिलीवरी में कितना समय लगता है", "hi"],
    ["сколько стоит доставка", "ru"],
    ["运费多少钱？", "zh"],
    ["iPhone 15 有现货吗", "zh"],
    ["送料はいくらですか", "ja"],
    ["배송비 얼마예요", "ko"],
  ])("%s → %s", async (text, language) => {
    expect((await detectLanguage(text))?.language).toBe(language);
  });
});

test.each(["", "???", "123", "👍"])("%j has no language", async (text) => {
  expect(await detectLanguage(text)).toBeUndefined();
});

test("a reply keeps the language of the conversation when the last message says nothing about it", async () => {
  expect(await replyLanguage("ok", ["¿Cuánto cuesta el envío a Sevilla?"])).toBe("es");
  expect(await replyLanguage("X4?", ["Wie groß ist das Zelt?", "👍"])).toBe("de");
});

test("a clear message in another language wins over the conversation", async () => {
  expect(await replyLanguage("Do you speak English? What is the price?", ["¿Cuánto cuesta el envío?"])).toBe("en");
});

test("nothing known at all is answered in English", async () => {
  expect(await replyLanguage("👍", [])).toBe("en");
});
