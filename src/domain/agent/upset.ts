import { spacedWords } from "./small-talk";

/**
 * What people write when they have had enough of the business, or of its bot. Swearing alone is none of it: many ask
 * "where is the f… refund policy" and want the policy. Alternatives of a regular expression over folded words.
 */
const COMPLAINTS: Record<string, string> = {
  en: "(?:(?:this|it|that|your \\S+) is|you(?: guys)? are|youre|its|thats) (?:all |so |just |absolutely |completely |totally |really )*(?:ridiculous|unacceptable|useless|a joke|a disgrace|disgraceful|outrageous|pathetic|incompetent|a scam|scammers|thieves|terrible|awful|horrible)|(?:i am|im) (?:so |very |really |extremely |absolutely |getting )*(?:angry|furious|fed up|pissed(?: off)?|livid|outraged|sick of)|(?:worst|terrible|horrible|awful) (?:service|support|company|customer service|experience)|(?:third|fourth|fifth|tenth|3rd|4th|5th) time (?:i (?:ask|asked|write|wrote|message|have asked)|ive asked)|(?:sue you|my lawyer|legal action|report you to|consumer protection|never (?:buy|order|book|come)\\S* .{0,30}again)|waste of (?:my )?time|how dare you|stop ignoring me|you (?:robbed|cheated|lied to|scammed|ripped) me",
  es: "(?:esto|es|son|ustedes son|que) (?:un[ao]? |muy |totalmente )*(?:inaceptable|inutil(?:es)?|ridiculo|vergonzoso|verguenza|estafa|estafadores|ladrones|burla|asco|desastre)|estoy (?:muy |harto |harta |bastante )*(?:enojad[oa]|furios[oa]|molest[oa]|hart[oa]|indignad[oa])|pesimo servicio|peor servicio|mi abogado|los voy a denunciar|denunciare|tercera vez que (?:pregunto|escribo)",
  pt: "(?:isso|isto|e|voces sao|que) (?:uma? |muito )*(?:inaceitavel|inutil|inuteis|ridiculo|vergonha|palhacada|absurdo|golpe|ladroes|desrespeito)|estou (?:muito |cansad[oa] |bem )*(?:irritad[oa]|furios[oa]|indignad[oa]|revoltad[oa]|brav[oa])|pessimo atendimento|pior atendimento|meu advogado|vou (?:processar|denunciar)|procon|terceira vez que (?:pergunto|escrevo)",
  fr: "(?:c ?est|vous etes) (?:une? |vraiment |completement )*(?:inacceptable|inutiles?|ridicule|honteux|scandaleux|arnaque|escrocs|voleurs|nul|nuls)|je suis (?:tres |vraiment )*(?:furieux|furieuse|enerve\\w*|en colere)|pire service|mon avocat|porter plainte|troisieme fois que je",
  de: "(?:das ist|ihr seid|sie sind) (?:ja |echt |einfach |wirklich |ein |eine )*(?:unverschamt\\w*|unmoglich|lacherlich|inakzeptabel|unfahig|nutzlos|frechheit|betrug\\w*|abzocke|schlimm)|ich bin (?:sehr |echt |richtig |wirklich |stink)*(?:sauer|wutend|verargert)|schlechtester (?:service|laden)|mein anwalt|dritte mal dass ich|frechheit",
  it: "(?:questo e|e|siete) (?:un[ao]? |davvero |veramente )*(?:inaccettabile|inutili?|ridicolo|vergognoso|vergogna|truffa|truffatori|ladri)|sono (?:molto |davvero )*(?:arrabbiat[oa]|furios[oa]|stufo|stufa|indignat[oa])|pessimo servizio|peggior servizio|mio avvocato|vi denuncio|terza volta che",
  id: "(?:pelayanan|layanan) (?:\\S+ ){0,2}(?:buruk|jelek|parah|payah)|saya (?:sangat |sudah )*(?:marah|kecewa sekali|kesal)|penipu|penipuan|tidak becus|sudah tiga kali saya",
  nl: "(?:dit is|jullie zijn) (?:echt |een |zo )*(?:belachelijk|onacceptabel|schandalig|waardeloos|oplichting|oplichters)|ik ben (?:heel |erg |echt |zo )*(?:boos|woedend|kwaad)|slechtste service|mijn advocaat|derde keer dat ik",
  tr: "(?:rezalet|kepazelik|dolandirici\\w*|cok kizginim|berbat bir hizmet|avukatim\\w*|sikayet edecegim)",
  ru: "безобразие|возмутительно|отвратительн\\S*|мошенник\\S*|обман(?:щик)?\\S*|ужасн\\S* сервис|я (?:очень )?(?:зол|зла|злюсь|возмущен\\S*|в бешенстве)|мой адвокат|подам в суд|третий раз (?:пишу|спрашиваю)",
  ar: "(?:خدمه|خدمتكم) (?:سيئه|فاشله|زباله)|نصابين|نصب واحتيال|انا (?:غاضب|غاضبه|زعلان|معصب)|هذا غير مقبول|محامي",
  hi: "(?:बहुत )?(?:घटिया|बेकार|बकवास) (?:सर्विस|सेवा)|धोखाधड़ी|धोखेबाज|मैं (?:बहुत )?(?:नाराज|गुस्से)|मेरा वकील",
};
const WORDS = new RegExp(` (?:${Object.values(COMPLAINTS).join("|")}) `, "u");
/** Scripts without spaces between words. */
const UNSPACED = /太差|骗子|投诉你们|垃圾(?:公司|服务)|气死|ふざけるな|最悪|詐欺/u;

/** From this many capital letters on, and hardly any small ones, somebody shouts. */
const SHOUTED_LETTERS = 12;

/** Whole sentences in capitals with several exclamation marks; a code or an address has none. */
function shouts(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return capitals >= SHOUTED_LETTERS && small * 5 < capitals && /[!！].*[!！]/su.test(text);
}

/**
 * True when the customer is angry with the business: nobody wants a machine's answer then, however right. Plain phrases
 * that are rarely meant otherwise; a polite complaint is answered like any question.
 */
export const soundsUpset = (text: string): boolean =>
  WORDS.test(spacedWords(text)) || UNSPACED.test(text) || shouts(text);
