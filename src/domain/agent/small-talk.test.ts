import { describe, expect, test } from "vitest";
import { AGENT_LANGUAGES } from "./calendar-words";
import { fixedTexts } from "./fixed-texts";
import { recogniseSmallTalk } from "./small-talk";
import { COURTESY_PHRASES } from "./small-talk-phrases";
import { wantsPerson } from "./wants-person";

describe("a courtesy is recognised in every language of the agent", () => {
  test.each([...AGENT_LANGUAGES])("%s", (language) => {
    const phrases = COURTESY_PHRASES[language];
    for (const kind of ["greeting", "wellbeing", "thanks", "goodbye"] as const)
      for (const phrase of phrases?.[kind].split("|") ?? [])
        expect(recogniseSmallTalk(`${phrase}!`), `${kind}: ${phrase}`).toBeDefined();
  });

  test.each([
    ["Hello!", "greeting", undefined],
    ["hi there 👋", "greeting", "en"],
    ["Hi, how are you?", "wellbeing", "en"],
    ["Thank you so much!!", "thanks", "en"],
    ["ok thanks, bye", "goodbye", undefined],
    ["¡Hola, buenos días!", "greeting", "es"],
    ["Muchas gracias 🙏", "thanks", "es"],
    ["Oi, tudo bem?", "wellbeing", "pt"],
    ["Merci beaucoup", "thanks", "fr"],
    ["Guten Tag", "greeting", "de"],
    ["terima kasih kak", "thanks", "id"],
    ["شكرًا جزيلًا", "thanks", "ar"],
    ["धन्यवाद जी", "thanks", "hi"],
    ["Спасибо большое!", "thanks", "ru"],
    ["谢谢！", "thanks", "zh"],
    ["ありがとうございます。", "thanks", "ja"],
    ["teşekkürler", "thanks", "tr"],
    ["dank je wel", "thanks", "nl"],
    ["👍", "thanks", undefined],
    ["👋", "greeting", undefined],
    ["What's your name?", "aboutBot", "en"],
    ["are you a bot?", "aboutBot", "en"],
    ["¿Eres un robot?", "aboutBot", "es"],
    ["你是机器人吗？", "aboutBot", "zh"],
  ])("%s: %s", (text, kind, language) => {
    const { languages = [], ...recognised } = recogniseSmallTalk(text) ?? {};
    expect({ ...recognised, language: languages.length === 1 ? languages[0] : undefined }).toEqual({ kind, language });
  });

  test("with the business's name in it", () => {
    expect(recogniseSmallTalk("Hello Corner Shop!", "Corner Shop")?.kind).toBe("greeting");
    expect(recogniseSmallTalk("Hello Corner Shop!")).toBeUndefined();
  });
});

describe("a message that says anything else is a question", () => {
  test.each([
    "Hi, what does delivery cost?",
    "Thanks, and can I pay by card?",
    "ok so when do you open",
    "Where are you located?",
    "Do you have dog beds?",
    "What is your return policy?",
    "How old are you allowed to be to enter?",
    "Is this waterproof?",
    "hola, ¿cuánto cuesta?",
    "quién hizo la mesa",
    "你好，请问运费多少？",
    "good tents",
    "What can I do if it breaks?",
    "Who made this jacket?",
    "",
  ])("%j", (text) => {
    expect(recogniseSmallTalk(text)).toBeUndefined();
  });
});

describe("a wish for a person is recognised", () => {
  test.each([
    "Can I talk to a human?",
    "speak to an agent please",
    "I want to speak with customer service",
    "put me through to your manager",
    "agent",
    "human please",
    "Could you connect me with someone from the support team?",
    "quiero hablar con una persona",
    "persona",
    "Falar com atendente",
    "je voudrais parler à un conseiller",
    "Ich möchte mit einem Mitarbeiter sprechen",
    "vorrei parlare con un operatore",
    "mau bicara dengan admin",
    "أريد التحدث مع موظف",
    "क्या मैं किसी इंसान से बात कर सकता हूँ",
    "хочу поговорить с оператором",
    "转人工",
    "担当者と話したい",
    "müşteri temsilcisi ile görüşmek istiyorum",
    "ik wil graag een medewerker spreken",
  ])("%s", (text) => {
    expect(wantsPerson(text)).toBe(true);
  });

  test.each([...AGENT_LANGUAGES])("the word that the bot offers after a hedged answer works in %s", (language) => {
    const word = /[“«„「] ?(.+?) ?[”»“」]/u.exec(fixedTexts(language).hedgeAfter)?.[1] ?? "";
    expect(word).not.toBe("");
    expect(wantsPerson(word)).toBe(true);
    expect(wantsPerson(`${word}!`)).toBe(true);
  });
});

describe("a question that mentions people is none", () => {
  test.each([
    "How many people fit in the tent?",
    "What is the price per person?",
    "I want to follow someone on twitter",
    "Do I need to speak to a representative to change my pin?",
    "What hours can I call customer support?",
    "Is there a travel agent discount?",
    "Can a person of 2 metres sleep in it?",
    "What does the manager edition include?",
    "cuántas personas caben",
    "how do I add a team member?",
  ])("%s", (text) => {
    expect(wantsPerson(text)).toBe(false);
  });
});
