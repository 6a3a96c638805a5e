/** Scripts that tell the language, or the most likely one among those that share it. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  // Kana before Han: Japanese mixes both, Chinese has no kana.
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, "ja"],
  [/\p{Script=Han}/gu, "zh"],
  [/\p{Script=Hangul}/gu, "ko"],
  [/\p{Script=Devanagari}/gu, "hi"],
  [/\p{Script=Arabic}/gu, "ar"],
  [/\p{Script=Cyrillic}/gu, "ru"],
  [/\p{Script=Hebrew}/gu, "he"],
  [/\p{Script=Greek}/gu, "el"],
  [/\p{Script=Thai}/gu, "th"],
  [/\p{Script=Bengali}/gu, "bn"],
  [/\p{Script=Tamil}/gu, "ta"],
  [/\p{Script=Telugu}/gu, "te"],
];
/** Scripts of several languages that people write to businesses in; a detector can tell them apart in longer texts. */
const SHARED = new Set(["ar", "ru", "hi"]);

/**
 * The language a text's script points to, or undefined for Latin and for texts without letters. `isCertain` is false
 * where several languages share the script (Persian and Urdu look Arabic, Ukrainian looks Russian, Marathi looks Hindi).
 */
export function languageOfScript(text: string): { language: string; isCertain: boolean } | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return undefined;
  for (const [pattern, language] of SCRIPTS) {
    const share = (text.match(pattern)?.length ?? 0) / letters;
    // A brand name in Latin letters does not make a Chinese question English, nor one 饺子 an English one Chinese.
    const enough = language === "ja" || language === "zh" ? 0.2 : 0.4;
    if (share >= enough) return { language, isCertain: !SHARED.has(language) };
  }
  return undefined;
}

/** Short frequent words that stand in few languages: they decide where a message is too short for statistics. */
const CUES: Record<string, string> = {
  en: "the is are what where when how much do does you your my i can price hours order hello hi hey shipping delivery refund warranty return open please help with for not and this that which who why",
  es: "el los las es que cuanto cuanta cuesta donde cuando como hola precio envio horario pedido gracias puedo tienen quiero con para una del y mi usted abren garantia devolucion hay demora tiempo",
  pt: "o os um uma e que quanto custa onde quando como ola oi preco frete horario pedido obrigado obrigada posso tem voces quero com para do da meu minha nao voce entrega abre tempo demora",
  fr: "le les des est que combien coute quand comment bonjour prix livraison horaires commande merci puis vous je avez avec pour une du mon ma pas et ou votre",
  de: "der die das ist sind was wo wann wie viel kostet hallo preis lieferung bestellung danke kann ich haben mit fur und mein nicht ein eine zu auf gibt es sie",
  it: "il gli e che quanto costa dove quando come ciao prezzo spedizione orari ordine grazie posso avete con per una del mio non siete sono vorrei tempo",
  id: "yang apa apakah berapa harga dimana kapan bagaimana halo ongkir pesanan saya bisa ada dengan untuk tidak ini itu kak mau jam buka kirim dan berapakah siapa siapakah",
  tr: "ne nasil kac kadar nerede zaman merhaba fiyat fiyati kargo siparis tesekkurler var mi icin ve bir bu mu saat iade",
  nl: "de het is zijn wat waar wanneer hoe veel kost hallo prijs verzending bestelling bedankt kan ik heb met voor en mijn niet een jullie openingstijden",
};
const CUE_LANGUAGES = new Map<string, string[]>();
for (const [language, words] of Object.entries(CUES))
  for (const word of words.split(" ")) CUE_LANGUAGES.set(word, [...(CUE_LANGUAGES.get(word) ?? []), language]);

/**
 * How strongly the cue words of a folded text point to each language: a word counts the less, the more languages have
 * it. Empty when there is no cue.
 */
export function cueScores(words: readonly string[]): Map<string, number> {
  const scores = new Map<string, number>();
  for (const word of words) {
    const languages = CUE_LANGUAGES.get(word) ?? [];
    for (const language of languages) scores.set(language, (scores.get(language) ?? 0) + 1 / languages.length);
  }
  return scores;
}
