import { spacedWords } from "./small-talk";

/** What a human colleague is called; alternatives of a regular expression over folded words. */
const PEOPLE: Record<string, string> = {
  en: "human(?: being)?|person|real person|agent|representative|rep|operator|advisor|adviser|someone(?: real)?|somebody|staff(?: member)?|employee|manager|supervisor|team member|(?:\\S+ )?team|assistant|customer (?:service|support|care|assistance)|support(?: team)?|live chat",
  es: "persona|humano|agente|asesora?|operadora?|representante|alguien|encargad[oa]|gerente|atencion al cliente|servicio al cliente",
  pt: "pessoa|humano|atendente|agente|operadora?|representante|alguem|gerente|consultora?|atendimento",
  fr: "personne|humain|conseill(?:er|ere)|agent|operateur|responsable|quelquun|service client|charge de clientele",
  de: "mensch(?:en)?|person|mitarbeiter(?:in)?|berater(?:in)?|jemand(?:en|em)?|kundenservice|kundendienst|kundenbetreuer|ansprechpartner",
  it: "persona|umano|operat(?:ore|rice)|agente|consulente|qualcuno|responsabile|servizio clienti|assistenza clienti",
  id: "orang|manusia|admin|staf|staff|cs|customer service|operator|petugas|agen",
  nl: "mens|persoon|medewerker|iemand|klantenservice|adviseur|collega",
  tr: "temsilci(?:yle|ye|si)?|insan(?:la)?|biri(?:yle|si)?|yetkili(?:yle|ye)?|musteri (?:temsilcisi|hizmetleri)\\w*|operator(?:e|le)?|canli destek",
  ru: "человек(?:ом|у|а)?|оператор(?:ом|у|а)?|менеджер(?:ом|у|а)?|сотрудник(?:ом|у|а)?|специалист(?:ом|у|а)?|живым",
  ar: "موظف|شخص(?: حقيقي)?|انسان|احد|ممثل|خدمه العملاء|مسؤول|بشري",
  hi: "व्यक्ति|इंसान|आदमी|एजेंट|प्रतिनिधि|किसी|ऑपरेटर|मैनेजर|कस्टमर केयर",
};

/** Talking and being connected: with one of PEOPLE a few words away it is a wish for a person. */
const TALK_VERBS: Record<string, string> = {
  en: "talk(?:ing)?|speak(?:ing)?|chat(?:ting)?|connect me|transfer me|put me through|pass me|forward me|escalate|get me|give me",
  es: "hablar|hable|comunicarme|comuniqueme|comunicame|conectarme|conecteme|pasarme|paseme|pasame|chatear|atienda",
  pt: "falar|conversar|transferir|transfira|me passa|me passe|chamar|chama",
  fr: "parler|discuter|passez moi|transferez moi",
  de: "sprechen|reden|verbinden|verbinde|weiterleiten",
  it: "parlare|passatemi|passami|collegatemi",
  id: "bicara|ngobrol|berbicara|hubungkan|sambungkan|panggil",
  nl: "spreken|praten|verbind|doorverbinden",
  ru: "поговорить|говорить|связаться|соедините|соедини|позовите|позови|переключите|переключи|позвать",
  ar: "التحدث|اتحدث|اتكلم|الكلام|حولني|كلم|اكلم",
};
/** Wanting and reaching: a wish for a person only when the person is the end of the message. */
const WISH_VERBS: Record<string, string> = {
  en: "want|need|prefer|rather have|contact(?:ing)?|reach|call|get in touch with|hear from",
  es: "quiero|necesito|contactar|prefiero|llamar",
  pt: "quero|preciso|contatar|contactar|prefiro",
  fr: "voudrais|veux|besoin d|joindre|contacter",
  de: "mochte|will|brauche|kontaktieren|mit",
  it: "voglio|vorrei|bisogno di|contattare",
  id: "mau|ingin|butuh|hubungi|chat",
  nl: "wil|graag|contact met",
  ru: "нужен|нужна|хочу",
  ar: "اريد|التواصل مع|اتواصل مع|تواصل مع",
};
const POLITE_END =
  "(?: (?:please|pls|now|here|instead|por favor|svp|sil vous plait|bitte|per favore|tolong|dong|alstublieft|пожалуйста|من فضلك))*";

/** Asking about the service rather than for it. */
const NOT_A_WISH =
  /\b(?:per person|each person|travel agent|real estate agent|do i (?:need|have) to (?!do )|what (?:hours|time|times|days)|which hours|opening hours|phone number|who wants?)\b/u;

const WISHES: readonly RegExp[] = [
  ...Object.entries(TALK_VERBS).map(
    ([language, verbs]) => new RegExp(` (?:${verbs})(?: \\S+){0,4}? (?:${PEOPLE[language]}) `, "u"),
  ),
  ...Object.entries(WISH_VERBS).map(
    ([language, verbs]) =>
      new RegExp(` (?:${verbs})(?: (?!not )\\S+){0,3}? (?:${PEOPLE[language]})${POLITE_END} $`, "u"),
  ),
  // In these languages the verb comes after its object.
  new RegExp(` (?:${PEOPLE.tr}) (?:\\S+ ){0,3}?(?:gorus\\S*|konus\\S*|bagla\\S*|istiyorum|baglan\\S*) `, "u"),
  new RegExp(` (?:${PEOPLE.hi})(?: \\S+){0,3}? (?:बात|संपर्क|जोड़\\S*|कनेक्ट) `, "u"),
  new RegExp(` (?:einem|einer|einen) (?:${PEOPLE.de})(?: \\w+){0,2}? (?:sprechen|reden|verbunden|verbinden) `, "u"),
  new RegExp(` (?:een|een echte|een echt) (?:${PEOPLE.nl})(?: \\w+){0,2}? (?:spreken|praten) `, "u"),
  /转人工|人工客服|人工服务|真人客服|(?:和|跟|与|找)(?:真人|人工|客服|工作人员)|有人客服/u,
  /(?:担当者|オペレーター|人間|スタッフ|人)(?:と|に)(?:話|代わ|つな|繋|連絡)/u,
  / (?:are there|is there|have you got) (?:any )?(?:humans?|people|real person|someone|anyone)(?: \w+){0,3} (?:talk|speak|chat|contact) /u,
];

/** The word alone, as the bot offers it in a hedged answer, with a please or thanks around it. */
const ALONE = new RegExp(
  `^ (?:(?:a|an|the|real|live|human|un|una|uma|une|ein|eine|een|por favor|please|pls|bitte|tolong) )*(?:${Object.values(
    PEOPLE,
  )
    .map((people) => people.replace(/\bsomeone(?:\(\?: real\)\?)?\|somebody\|/u, ""))
    .join(
      "|",
    )}|人工|人工客服|客服|担当者|オペレーター)(?: (?:please|pls|por favor|svp|bitte|thanks|now|tolong|lutfen|пожалуйста|من فضلك|कृपया))* $`,
  "u",
);

/** A wish of that kind is short; in a long message these words tell a story. */
const MAX_WORDS = 30;

/**
 * True when the customer asks for a human being: "can I speak to an agent", "persona", "转人工". It is a wish even when
 * the documents could answer, because somebody who asks for a person and gets a machine again is lost.
 */
export function wantsPerson(text: string): boolean {
  const words = spacedWords(text);
  if (words.trim().split(" ").length > MAX_WORDS || NOT_A_WISH.test(words)) return false;
  return ALONE.test(words) || WISHES.some((wish) => wish.test(words));
}
