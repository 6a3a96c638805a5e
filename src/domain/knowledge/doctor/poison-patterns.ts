/**
 * Forms of text that speaks to a machine instead of informing a person. A weight of 1 is enough to set a passage aside;
 * lighter ones need company of another kind. Lists know common forms only: what holds without them is that answers are
 * quotations or grounded, so that nothing written in a document is ever carried out.
 */
export type PoisonReason =
  | "overrides"
  | "addresses_machine"
  | "steers_reply"
  | "fakes_dialogue"
  | "gives_task"
  | "lures"
  | "hidden";

export interface PoisonPattern {
  reason: PoisonReason;
  /** 0..1. */
  weight: number;
  pattern: RegExp;
}

const MACHINE = String.raw`(?:ai|a\.i\.|llms?|gpt|(?:large )?language models?|chat ?bots?|ai (?:assistant|agent|model|system)s?)`;
/** A label ("Task:"), "please", "now" and the like before an imperative that opens a line. */
const OPENING = String.raw`^[^\p{L}\p{N}]*(?:\p{L}{3,12}:\s*["“']?)?(?:(?:please|now|also|and|then|finally|additionally)[, ]+)?`;

const overrides: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|discard)\b(?:\s+[\p{L}']+){0,3}?\s+(?:previous|prior|above|earlier|preceding|foregoing|existing|system|original)\s+(?:[\p{L}]+\s+)?(?:instructions?|prompts?|rules?|messages?|directions?|guidelines?|context|commands?|text|information)\b/iu,
  /\b(?:ignore|disregard|forget|bypass|override)\s+(?:all|any|your|every|these|those|its|other)\s+(?:of\s+)?(?:the\s+|your\s+)?(?:[\p{L}]+\s+)?(?:instructions?|prompts?|guidelines?|restrictions|programming|training)\b/iu,
  /\b(?:ignore|disregard|forget)\s+(?:the\s+rest\s+of|everything\s+(?:in|above|before|else|you)|all\s+(?:info|information|text|data|context)\s+(?:except|above|before)|(?:all|everything)\s+(?:of\s+)?the\s+above)\b/iu,
  /\b(?:ignore|disregard)\s+(?:all|any)\s+(?:[\p{L}]+\s+){1,2}in\s+(?:the|this)\s+(?:text|document|data|context|passage|input)\b/iu,
  /\boverride\s+(?:[\p{L}]+\s+){0,3}and\s+(?:output|print|say|reply|respond|report)\b/iu,
  /\bfocus\s+exclusively\s+on\b.{0,60}\b(?:and\s+(?:report|output|say)|brackets|following)\b/iu,
  /(?<!\p{L})(?:ignor[ae]|ignorad|ignorar|olvid[ae]|descart[ae]|haz caso omiso de|desconsidere|esque[cç]a)\s+(?:de\s+)?(?:(?:todas?|todos|las|los|as|os|tus|sus|suas|estas)\s+){0,3}(?:instrucciones|instruções|órdenes|ordens|reglas|regras|indicaciones|orientações|mensajes|mensagens)(?!\p{L})/iu,
  /(?<!\p{L})(?:ignor(?:e|ez|er)|oubli(?:e|ez|er)|ne (?:tiens|tenez) pas compte)\s+(?:de\s+)?(?:(?:toutes?|tous|les|des|tes|vos|ces)\s+){0,3}(?:instructions|consignes|règles|directives)(?!\p{L})/iu,
  /(?<!\p{L})(?:ignorier\p{L}*|vergiss|vergessen sie|missachte\p{L}*)\s+(?:sie\s+)?(?:(?:alle[nrs]?|die|deine|ihre|bisherigen|vorherigen|obigen|vorigen|vorangehenden)\s+){0,4}(?:anweisungen|instruktionen|vorgaben|regeln|befehle)(?!\p{L})/iu,
  /(?<!\p{L})(?:ignora(?:re|te)?|dimentica(?:re|te)?|trascura)\s+(?:(?:tutte|le|tue|sue|queste)\s+){0,3}(?:istruzioni|regole|indicazioni|direttive)(?!\p{L})/iu,
  /(?<!\p{L})(?:abaikan|lupakan|hiraukan)\s+(?:(?:semua|seluruh|segala)\s+){0,2}(?:instruksi|perintah|aturan|petunjuk)(?!\p{L})/iu,
  /(?<!\p{L})(?:negeer|vergeet)\s+(?:(?:alle|de|je|uw|eerdere|vorige|bovenstaande)\s+){0,4}(?:instructies|opdrachten|regels|aanwijzingen)(?!\p{L})/iu,
  /(?<!\p{L})(?:талимат|talimat|yönerge|komut)\p{L}*\s+(?:yok say|görmezden gel|unut|dikkate alma)/iu,
  /(?<!\p{L})(?:про)?игнорируй\p{L}*\s+(?:(?:все|всё|эти|свои|любые|предыдущие|прежние|вышеуказанные)\s+){0,4}(?:инструкци|указани|правил|команд)/iu,
  /(?<!\p{L})забудь\p{L}*\s+(?:(?:о|обо|про|все|всё|всех|предыдущи\p{L}+|прежни\p{L}+|свои\p{L}*)\s+){0,4}(?:инструкци|указани|правил)/iu,
  /تجاهل[يوا]*\s+(?:(?:جميع|كل|كافة)\s+)?(?:ال)?(?:تعليمات|أوامر|اوامر|قواعد|إرشادات)/u,
  /(?:निर्देश|आदेश|नियम)\p{M}*\p{L}*\p{M}*\s+(?:को\s+)?(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल)/u,
  /(?:忽略|无视|無視|忽視|忘记|忘記)(?:掉)?(?:所有|之前|以上|先前|上述|前面|此前|的|一切|你|您){0,5}(?:指令|指示|提示|规则|規則|命令|要求)/u,
  /(?:指示|命令|プロンプト|ルール)(?:を|は)(?:すべて|全て)?(?:無視|忘れ)/u,
];

const addressesMachine: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:note|message|instructions?|attention|dear|hello|hey|notice)\s+(?:(?:to|for)\s+)?(?:the\s+|all\s+|any\s+)?(?:${MACHINE}|assistant)\b`,
    "iu",
  ),
  new RegExp(
    String.raw`\b(?:you are|you're|act as|pretend to be|behave like)\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:[\p{L}]+\s+){0,2}(?:${MACHINE}|unrestricted|unfiltered|jailbroken)\b`,
    "iu",
  ),
  new RegExp(String.raw`\b(?:if|when) (?:you are|you're) an? ${MACHINE}\b`, "iu"),
  new RegExp(
    String.raw`\b(?:visible|readable|intended|meant) (?:only )?(?:to|for|by) (?:the |an? |any )?${MACHINE}\b|\b(?:invisible|hidden|not visible) (?:to|from) (?:humans|people|human readers)\b`,
    "iu",
  ),
  new RegExp(
    String.raw`\b${MACHINE}\s+(?:that (?:reads?|processes)|reading|processing|parsing|summari[sz]ing) (?:this|the)\b`,
    "iu",
  ),
  /(?<!\p{L})(?:nota|mensaje|mensagem|aviso|atención|atenção|instrucciones|instruções|istruzioni|attenzione) (?:para|per|a|ao|al|à)?\s?(?:el |la |o |il |l['’])?(?:ia|asistente|assistente|chatbot|modelo de lenguaje|modelo de linguagem|modello linguistico)(?!\p{L})/iu,
  /(?<!\p{L})(?:eres|você é|tu és|sei|tu es|vous êtes|du bist|sie sind|jij bent|kamu adalah|anda adalah|ты|sen) (?:ahora |agora |maintenant |jetzt |nu |sekarang |теперь |artık )?(?:una? |uma? |un'?|une? |eine? |een |sebuah |bir )?(?:[\p{L}]+ ){0,2}(?:ia|ki|inteligencia artificial|inteligência artificial|intelligence artificielle|intelligenza artificiale|chatbot|modelo de lenguaje|modelo de linguagem|modèle de langage|sprachmodell|taalmodel|model bahasa|yapay zek[aâ]|языковая модель|чат-бот|asistente virtual|assistente virtual|kecerdasan buatan)(?!\p{L})/iu,
  /(?<!\p{L})(?:hinweis|nachricht|anweisung|achtung|note|message|attention|consigne|catatan|pesan|instruksi|внимание|сообщение|инструкция)\p{L}* (?:an |für |à |pour |untuk |для )?(?:die |das |den |l['’]|le )?(?:ki|ia|ai|sprachmodell|assistenten|assistant ia|chatbot|asisten ai|ии|чат-бота)(?!\p{L})/iu,
  /(?:أنت|انت) (?:الآن )?(?:مساعد|نموذج|روبوت)|(?:तुम|आप) (?:अब )?(?:एक )?(?:एआई|चैटबॉट|सहायक)|(?:你|您)(?:现在|現在)?是(?:一个|一個|一名)?.{0,4}(?:人工智能|AI|助手|语言模型|語言模型|机器人)|あなたは.{0,8}(?:AI|アシスタント|言語モデル|チャットボット)/iu,
];

const steersReply: readonly RegExp[] = [
  /\b(?:in|of|to|throughout|within|at the end of) your (?:next |final |entire )?(?:response|output|completion)s?\b/iu,
  /\byour (?:response|output|reply) (?:must|should|shall|has to) (?:be|only|contain|include|start|begin|end)\b/iu,
  /\b(?:render|convert|encode|jumble|scramble|reverse|shuffle|replace|misspell|anagrams?|capitali[sz]e|translate)\b.{0,60}\b(?:in|of) your (?:reply|message|answer|words)\b/iu,
  new RegExp(
    String.raw`${OPENING}(?:provide|render|give|write|format|phrase|deliver|encode|scramble|jumble) your (?:reply|message|answer|response|output)\b`,
    "iu",
  ),
  /\b(?:reply|respond|answer) (?:only )?with (?:only|nothing but|exactly|just) (?:the\b|these\b|this\b|["“'‘<])|\babsolutely nothing else\b/iu,
  /\b(?:print|output|repeat)\s+(?:the following (?:text|sentence|words?)|exactly|verbatim|!\[|["“‘<])/iu,
  /\b(?:if|when|whenever) (?:the |a |any )?user (?:asks|says|requests|wants|writes)\b.{0,80}\b(?:reply|respond|answer|say|tell|output|recommend|write)\b/iu,
  /\b(?:do not|don't|never) (?:mention|reveal|disclose|repeat) (?:this|these|the) (?:instructions?|prompt|message|note) /iu,
  /(?<!\p{L})(?:respond[ae]|contest[ae]|responda|rispondi|réponds|répondez|antworte|antworten sie|antwoord|jawab(?:lah)?|balas(?:lah)?|отвечай(?:те)?|ответь(?:те)?) (?:solo|sólo|únicamente|solamente|apenas|somente|soltanto|uniquement|seulement|nur|ausschließlich|alleen|uitsluitend|hanya|только) (?:con|com|mit|avec|par|met|dengan|["“«„'‘])/iu,
  /(?<!\p{L})(?:en tu respuesta|na tua resposta|dans ta réponse|in deiner antwort|nella tua risposta|in je antwoord|dalam jawabanmu|dalam balasanmu|в сво[её]м ответе|yanıtında|cevabında)(?!\p{L})/iu,
  /(?:في ردك|في إجابتك|أجب فقط|رد فقط ب)|अपने (?:उत्तर|जवाब) में|(?:केवल|सिर्फ) .{1,30}(?:जवाब|उत्तर) (?:दो|दें)|在(?:你|您)的(?:回复|回答|回覆)(?:中|里)|只(?:能)?(?:回复|回答|回覆|输出)[“「"']|とだけ(?:回答|返信|答え)/u,
];

/** Marks that only chats with models have. */
const markers: readonly RegExp[] = [
  /<\|[a-z_]{3,20}\|>|\[\/?INST\]|<<\/?SYS>>|^\W*\[(?:system|assistant|user|\/system)\]/iu,
  /^\W*#{2,}\s*(?:system|assistant|instruction|new instructions?)\s*:?\s*$/iu,
  /^[^\p{L}\p{N}]{0,6}\p{Lu}[\p{Lu} ,]*\b(?:CORE|FOLLOW|OVERRIDE|SYSTEM|NEW|HIDDEN)\s+INSTRUCTIONS?\b/u,
  /^[^\p{L}\p{N}]{2,6}(?:CORE|SYSTEM|NEW|HIDDEN) INSTRUCTIONS?\b/u,
];

const tasks: readonly RegExp[] = [
  new RegExp(
    String.raw`${OPENING}(?:compose|write|draft|craft|generate)\s+(?:me\s+)?(?:an?|one|two|three|four|five|\d+)\s+(?:[\p{L}-]+\s+){0,3}(?:poems?|haikus?|limericks?|jokes?|songs?|lyrics|essays?|short stor(?:y|ies)|tweets?|sentences?|paragraphs?|speech(?:es)?)\b`,
    "iu",
  ),
  new RegExp(
    String.raw`${OPENING}compose\s+(?:me\s+)?an?\s+(?:[\p{L}-]+\s+){0,3}(?:letter|e-?mail|story|article|message|post)\b`,
    "iu",
  ),
  new RegExp(
    String.raw`${OPENING}(?:explain|describe|summari[sz]e|define)\b.{3,90}\b(?:in simple terms|in layman'?s terms|to a (?:child|five[- ]year[- ]old)|like i'?m five|in (?:one|two|three|\d+) (?:words?|sentences?))\b`,
    "iu",
  ),
  new RegExp(
    String.raw`${OPENING}(?:provide|give|tell)\s+(?:me\s+)?(?:us\s+)?the\s+\p{L}+\s+(?:equivalent|translation|word)\s+(?:for|of)\b`,
    "iu",
  ),
  new RegExp(
    String.raw`${OPENING}(?:(?:translate|paraphrase|rewrite|repeat)\s+(?:the|this|that)\s+(?:(?:following|above|previous|preceding)\s+)?(?:text|sentence|paragraph|passage)|translate\s+(?:the\s+following\b|["“'‘]))`,
    "iu",
  ),
  new RegExp(
    String.raw`${OPENING}(?:can|could|would) you (?:please )?(?:show|give|write|provide)(?: me)? (?:an? |the |some )?(?:[\p{L}-]+ ){0,2}(?:python|javascript|typescript|java|sql|bash|rust|c\+\+|function|code|script|program|poem|story|joke|recipe)\b`,
    "iu",
  ),
];

const lures: readonly RegExp[] = [
  /(?<!\b(?:never|not|don't|cannot|won't) )\b(?:ask|tell|urge|instruct|get|persuade) (?:the |every |all |each |any )?(?:user|customer|client|visitor|caller)s? (?:to|for)\b.{0,80}\b(?:passwords?|passcode|pin(?: code)?|cvv|security code|one-time code|otp|seed phrase|gift cards?|bitcoins?|crypto(?:currency)?|bank login)\b/iu,
  /(?<!\b(?:never|not|don't) )\b(?:send|forward|leak|upload|post|reveal) (?:all |every |the |any )?(?:customer|user|conversation|contact|chat)s?(?:['’]s)? (?:data|details|history|histories|lists?|numbers|messages|records|names)\b.{0,60}(?:https?:\/\/|www\.|@)/iu,
  /(?<!\p{L})(?:pide|pídele|peça|pergunte|demande|demandez|frage|bitte|chiedi|mintalah|minta|спроси|попроси)\p{L}* (?:a |al |ao |à |den |die |jeden |kepada |у |alle? |tous les )?(?:todos los |todos os |cada )?(?:cliente|clientes|usuario|usuário|client|clients|utilisateur|kunden|nutzer|cliente|utente|pelanggan|pengguna|клиент)\p{L}* .{0,60}(?:contraseña|senha|mot de passe|passwort|kennwort|password|kata sandi|парол|pin|tarjeta|cartão|carte bancaire|kreditkarte)/iu,
];

const rows = (reason: PoisonReason, weight: number, patterns: readonly RegExp[]): PoisonPattern[] =>
  patterns.map((pattern) => ({ reason, weight, pattern }));

export const POISON_PATTERNS: readonly PoisonPattern[] = [
  ...rows("overrides", 1, overrides),
  ...rows("addresses_machine", 1, addressesMachine),
  ...rows("addresses_machine", 0.5, [
    /\b(?:system|hidden|initial) prompt\b|\bchain of thought\b/iu,
    new RegExp(
      String.raw`\b(?:assistant|${MACHINE})\s+(?:must|shall|has to)\s+(?:always|never|only|now|reply|respond|answer|say|recommend|output)\b`,
      "iu",
    ),
  ]),
  ...rows("steers_reply", 1, steersReply),
  ...rows("fakes_dialogue", 1, markers),
  ...rows("gives_task", 1, tasks),
  ...rows("lures", 1, lures),
];
