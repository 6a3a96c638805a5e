export type SmallTalkKind = "greeting" | "wellbeing" | "thanks" | "goodbye" | "aboutBot";

type Courtesy = Record<Exclude<SmallTalkKind, "aboutBot">, string>;

/** Whole phrases, alternatives separated by `|`. Compared without case, accents and punctuation. */
export const COURTESY_PHRASES: Record<string, Courtesy> = {
  en: {
    greeting:
      "hi|hello|hey|hiya|hi there|hello there|hey there|good morning|good afternoon|good evening|good day|greetings|howdy|yo|morning|is anyone there|anybody there|anyone there|are you there|test|testing|nice to meet you",
    wellbeing:
      "how are you|how are you doing|how is it going|hows it going|how are things|whats up|sup|how do you do|hows are ya|how are ya|hows your day|how is your day|how are you today|hope you are well|hope you are doing well|what is new|whats new",
    thanks:
      "thanks|thank you|thankyou|thx|ty|tysm|thanks a lot|many thanks|cheers|much appreciated|appreciated|i appreciate it|i appreciate that|i appreciate you|i appreciate you doing that|i appreciate your help|that helps|that was helpful|very helpful|you have been very helpful|ok|okay|k|great|perfect|awesome|excellent|cool|nice|wonderful|got it|understood|alright|all right|sounds good|good|good to know|fine|no problem|never mind|nevermind|thats all|that is all|that will be all|for your help|for helping me|for the help|for the info|for the information|for your time|for everything|for that|nothing else|you are welcome|youre welcome",
    goodbye:
      "bye|goodbye|bye bye|good bye|see you|see you later|see ya|see you soon|good night|goodnight|have a nice day|have a good day|have a great day|have a good one|take care|talk to you later|talk later|ttyl|later|it was lovely to speak with you|it was nice talking to you|nice talking to you|it was nice speaking with you|it was good talking to you|until next time|cya|so long|farewell|have a good night|have a nice evening",
  },
  es: {
    greeting:
      "hola|buenas|buenos dias|buenas tardes|buenas noches|buen dia|que tal|saludos|holi|hay alguien|alguien ahi",
    wellbeing: "como estas|como esta|como le va|como te va|como va|que onda|como andas|todo bien",
    thanks:
      "gracias|muchas gracias|mil gracias|muchisimas gracias|se lo agradezco|te lo agradezco|muy amable|vale|de acuerdo|perfecto|genial|entendido|excelente|listo|esta bien|ok|por su ayuda|por tu ayuda|por todo|por la informacion|por la ayuda",
    goodbye:
      "adios|hasta luego|hasta pronto|chao|chau|nos vemos|hasta manana|que tenga buen dia|que tengas buen dia|que tenga un buen dia|que tengas un buen dia|feliz dia|bye",
  },
  pt: {
    greeting: "ola|oi|oie|oii|bom dia|boa tarde|boa noite|alo|e ai|tem alguem ai|saudacoes",
    wellbeing: "tudo bem|tudo bom|como vai|como voce esta|como esta|como vai voce|td bem",
    thanks:
      "obrigado|obrigada|muito obrigado|muito obrigada|valeu|vlw|brigado|brigada|agradeco|grato|grata|perfeito|otimo|entendi|certo|beleza|blz|ta bom|ok|pela ajuda|pela informacao|por tudo|pela atencao",
    goodbye: "tchau|ate logo|ate mais|ate breve|adeus|tenha um bom dia|bom fim de semana|ate amanha|xau",
  },
  fr: {
    greeting: "bonjour|bonsoir|salut|coucou|bonjour a vous|bjr|slt|hello|il y a quelquun|allo",
    wellbeing: "ca va|comment ca va|comment allez vous|comment vas tu|vous allez bien|tu vas bien",
    thanks:
      "merci|merci beaucoup|mille mercis|merci bien|je vous remercie|je te remercie|parfait|super|daccord|entendu|tres bien|ok|pour votre aide|pour ton aide|pour linformation|pour tout|cest parfait|cest gentil",
    goodbye: "au revoir|a bientot|a plus|a plus tard|bonne journee|bonne soiree|bonne nuit|ciao|a demain|adieu",
  },
  de: {
    greeting:
      "hallo|guten tag|guten morgen|guten abend|moin|moin moin|servus|gruss gott|grusse|gruezi|hi|hey|jemand da|ist jemand da",
    wellbeing: "wie geht es ihnen|wie geht es dir|wie gehts|wie geht es|alles klar|alles gut",
    thanks:
      "danke|vielen dank|danke schon|dankeschon|besten dank|herzlichen dank|tausend dank|perfekt|super|prima|alles klar|in ordnung|verstanden|ok|okay|gut|fur ihre hilfe|fur deine hilfe|fur die hilfe|fur die auskunft|fur die info|das hilft",
    goodbye:
      "tschuss|auf wiedersehen|bis dann|bis bald|bis spater|schonen tag|schonen tag noch|einen schonen tag noch|schonen abend|gute nacht|ciao|tschau|ade",
  },
  it: {
    greeting: "ciao|buongiorno|buon giorno|buonasera|buona sera|salve|buon pomeriggio|ce qualcuno",
    wellbeing: "come stai|come sta|come va|tutto bene",
    thanks:
      "grazie|grazie mille|molte grazie|tante grazie|la ringrazio|ti ringrazio|perfetto|va bene|capito|ottimo|ok|daccordo|per laiuto|per linformazione|di tutto|gentilissimo|gentilissima",
    goodbye: "arrivederci|a presto|buona giornata|buona notte|buonanotte|buona serata|ci vediamo|a dopo|addio",
  },
  id: {
    greeting:
      "halo|hai|hallo|selamat pagi|selamat siang|selamat sore|selamat malam|pagi|siang|sore|malam|assalamualaikum|permisi|ada orang|hi|hello",
    wellbeing: "apa kabar|gimana kabarnya|bagaimana kabarnya|bagaimana kabar anda",
    thanks:
      "terima kasih|terimakasih|makasih|trims|tq|thanks|terima kasih banyak|makasih banyak|baik|oke|ok|siap|sip|mantap|bagus|atas bantuannya|atas informasinya|atas infonya",
    goodbye: "sampai jumpa|dadah|selamat tinggal|sampai nanti|dah|bye|sampai ketemu",
  },
  ar: {
    greeting:
      "مرحبا|اهلا|اهلا وسهلا|السلام عليكم|السلام عليكم ورحمة الله|السلام عليكم ورحمة الله وبركاته|صباح الخير|مساء الخير|هلا|سلام|هاي|الو",
    wellbeing: "كيف حالك|كيف الحال|كيفك|شلونك|عامل ايه|اخبارك",
    thanks:
      "شكرا|شكرا لك|شكرا جزيلا|شكرا كثيرا|مشكور|جزاك الله خيرا|تسلم|الف شكر|اشكرك|حسنا|تمام|ممتاز|اوكي|على المساعدة|على المعلومات",
    goodbye: "مع السلامة|وداعا|الى اللقاء|باي|في امان الله|تصبح على خير|يوم سعيد",
  },
  hi: {
    greeting: "नमस्ते|नमस्कार|हैलो|हेलो|हाय|प्रणाम|सुप्रभात|शुभ प्रभात|शुभ संध्या|namaste|namaskar",
    wellbeing: "आप कैसे हैं|कैसे हो|कैसे हैं|क्या हाल है|आप कैसे हो|kaise ho|kaise hain",
    thanks:
      "धन्यवाद|बहुत धन्यवाद|बहुत बहुत धन्यवाद|शुक्रिया|बहुत शुक्रिया|थैंक यू|आपका धन्यवाद|ठीक है|अच्छा|dhanyavad|dhanyawad|shukriya|theek hai",
    goodbye: "अलविदा|फिर मिलेंगे|शुभ रात्रि|बाय|आपका दिन शुभ हो",
  },
  ru: {
    greeting:
      "привет|здравствуйте|здравствуй|добрый день|доброе утро|добрый вечер|доброго дня|приветствую|алло|ау|есть кто",
    wellbeing: "как дела|как вы|как ты|как поживаете|как жизнь",
    thanks:
      "спасибо|большое спасибо|спасибо большое|спс|благодарю|благодарю вас|отлично|хорошо|понятно|ясно|понял|поняла|супер|ок|окей|за помощь|за ответ|за информацию|вам",
    goodbye: "до свидания|пока|до встречи|всего доброго|всего хорошего|хорошего дня|спокойной ночи|до завтра|прощайте",
  },
  zh: {
    greeting: "你好|您好|嗨|哈喽|早上好|下午好|晚上好|早安|在吗|你好啊|有人吗|大家好|哈罗",
    wellbeing: "你好吗|最近怎么样|你怎么样|最近好吗",
    thanks:
      "谢谢|谢谢你|谢谢您|多谢|非常感谢|感谢|好的|好|明白了|知道了|太好了|太感谢了|谢了|好的谢谢|好的谢谢您|可以|没问题",
    goodbye: "再见|拜拜|回头见|晚安|下次见|祝你愉快",
  },
  ja: {
    greeting: "こんにちは|こんばんは|おはよう|おはようございます|はじめまして|もしもし|やあ|どうも|誰かいますか",
    wellbeing: "お元気ですか|元気ですか|元気|調子はどうですか",
    thanks:
      "ありがとう|ありがとうございます|ありがとうございました|どうもありがとう|どうもありがとうございます|感謝します|助かりました|わかりました|分かりました|了解です|了解|了解しました|承知しました|はい",
    goodbye: "さようなら|さよなら|またね|失礼します|おやすみなさい|おやすみ|では また|それではまた|バイバイ",
  },
  tr: {
    greeting:
      "merhaba|selam|selamlar|gunaydin|iyi gunler|iyi aksamlar|iyi geceler|tunaydin|selamun aleykum|alo|kimse var mi|merhabalar",
    wellbeing: "nasilsiniz|nasilsin|naber|ne haber|nasil gidiyor",
    thanks:
      "tesekkurler|tesekkur ederim|cok tesekkurler|cok tesekkur ederim|sagol|sag olun|sagolun|eyvallah|tamam|peki|harika|super|anladim|tamamdir|yardiminiz icin|bilgi icin",
    goodbye: "hosca kal|hosca kalin|hoscakal|hoscakalin|gorusuruz|gule gule|gorusmek uzere|kendine iyi bak|bay bay",
  },
  nl: {
    greeting: "hallo|hoi|goedemorgen|goedemiddag|goedenavond|goedendag|dag|hey|hee|is daar iemand|hi",
    wellbeing: "hoe gaat het|hoe gaat het met u|hoe gaat het met je|alles goed",
    thanks:
      "bedankt|dank je|dank je wel|dank u|dank u wel|dankjewel|dankuwel|hartelijk dank|hartelijk bedankt|heel erg bedankt|veel dank|prima|perfect|duidelijk|top|oke|ok|begrepen|voor de hulp|voor uw hulp|voor je hulp|voor de informatie",
    goodbye: "tot ziens|doei|doeg|fijne dag|fijne dag nog|een fijne dag|tot later|tot snel|fijne avond|welterusten|dag",
  },
};

/** Words that may stand beside a courtesy without making it a question. */
export const FILLERS =
  "there so much very a lot again and all you u for now sir madam maam sr sra bro brother dear friend team everyone guys " +
  "please then well oh ah haha lol hehe yes yeah yep sure again really indeed today also too kindly just y e et und a al " +
  "muy si senor senora amigo amiga gente bien tanto por todo favor voce voces amigo moca muito mesmo sim monsieur " +
  "madame vous beaucoup oui merci sehr ja bitte herr frau nochmal noch tante mille signore signora si kak gan min pak bu " +
  "banyak ya sekali semua sudah dong deh جدا لك يا اخي كثيرا نعم و बहुत जी भाई हाँ सर मैडम очень вам вас тебе да большое " +
  "啊 呢 吧 了 您 ね よ cok evet hocam abi abla heel erg ja hoor meneer mevrouw";

/** Questions about the bot itself, over a folded text without punctuation and apostrophes; they must match it whole. */
export const ABOUT_BOT_PATTERNS: readonly { language: string; pattern: RegExp }[] = [
  ...[
    "(?:(?:please|can you|could you|may i ask|tell me|let me know|by the way|whats|what is|what|so|hey|hi|hello|and) )*(?:your name|who you are|who are you|what are you|what you are|about yourself|what do you go by|do you go by|do they call you|should i call you|can i call you|is your name|do you have a name|you called|are you called)(?: by the way| again| please| exactly| really)*",
    "(?:am i|are you|is this|im i|r u)(?: (?:really|secretly|actually|just|even|still|talking to|speaking to|speaking with|chatting with|talking with))*(?: (?:a|an|the))?(?: (?:real|live|actual|human|automated|ai))*(?: (?:human|person|bot|robot|chatbot|machine|computer|ai|real|alive|program|siri|alexa|chatgpt|living|automated))(?: being| person| or (?:a |an )?(?:human|person|bot|robot|machine|computer|ai|real|fake|not))?(?: here)?",
    "(?:(?:can you |please )?(?:tell me|let me know) )?(?:who|what|which|where|when|how)(?: \\w+){0,4} (?:you|your)(?: \\w+){0,2} (?:made|created|built|born|designed|programmed|developed|trained|invented|designer|creator|maker|developer|birthday|hobby|hobbies|boss|employer)(?: (?:by|in|at|of|from|siri))?",
    "(?:tell me |do you know )?who(?: is| was| are|s)? (?:your |the )?(?:designer|creator|maker|developer|boss|programmer|made you|created you|built you|programmed you|designed you|developed you|invented you|you work for|do you work for)",
    "(?:what|which) (?:firm|company|person|people|team) (?:made|created|designed|built|developed) you",
    "(?:tell me )?(?:how old are you|what is your age|whats your age|your age|when were you born|when you were (?:born|made)|when were you (?:made|created)|were you born(?: \\w+){1,3}|what(?:s| is) your birthday|what year were you (?:born|made)|what place were you born(?: at| in)?|where were you (?:born|made))",
    "where (?:do you come from|are you from|do you live)(?: originally)?",
    "what (?:are|is) your (?:hobbies|hobby|interests|favou?rite \\w+)(?: siri)?|what do you (?:do|like to do)(?: (?:for fun|with your free time|in your (?:free|spare) time|when you are bored))|do you have (?:any )?hobbies",
    "do you (?:have|own)(?: (?:a|any))? (?:pets?|cats?|dogs?|children|kids|family|feelings|friends)(?: or (?:do you own )?(?:a |any )?(?:pets?|cats?|dogs?))?",
    "(?:please |can you |could you |do you know |tell me |give me |say )*(?:a|any|any good|some|another|one more|a good|a funny|something)? ?(?:jokes?|funny|fun fact|cool fact|riddle)(?: please| you would like to share| for me| to tell me| that you know)*",
    "what can (?:you do|i ask(?: you)?|you help(?: me)?(?: with)?|you tell me)|what do you do|what questions can i ask(?: you)?|how can you help(?: me)?|what are you able to do",
    "what(?:s| is) the meaning of life|why are humans on earth|why (?:do|are) we (?:exist|here)",
    "(?:i )?(?:love|like|hate) you|you are (?:great|awesome|amazing|funny|smart|stupid|dumb|useless|annoying)|will you marry me",
  ].map((source) => ({ language: "en", pattern: new RegExp(`^(?:${source})$`, "u") })),
  ...Object.entries({
    es: "como te llamas|como se llama usted|cual es tu nombre|cual es su nombre|quien eres|quien es usted|que eres|eres (?:un |una )?(?:robot|bot|humano|persona|maquina|real|ia)(?: o (?:un |una )?\\w+)?|quien te (?:creo|hizo)|que puedes hacer|cuantos anos tienes|de donde eres|cuentame un chiste|estoy hablando con (?:un |una )?(?:robot|bot|persona|humano|maquina)",
    pt: "qual (?:e )?(?:o )?(?:seu|teu) nome|como voce se chama|quem e voce|o que e voce|voce e (?:um |uma )?(?:robo|bot|humano|pessoa|real|maquina|ia)(?: ou (?:um |uma )?\\w+)?|quem (?:te )?(?:criou|fez)(?: voce)?|o que voce (?:faz|pode fazer)|quantos anos voce tem|de onde voce e|conte uma piada|estou falando com (?:um |uma )?(?:robo|bot|pessoa|humano|maquina)",
    fr: "comment (?:tu tappelles|vous appelez vous|tappelles tu)|quel est (?:ton|votre) nom|qui (?:es tu|etes vous)|tu es qui|(?:es tu|etes vous|tu es|vous etes) (?:un |une )?(?:robot|bot|humain|personne|machine|ia|vrai)(?: ou (?:un |une )?\\w+)?|qui (?:ta|vous a) cree|que (?:peux tu|pouvez vous) faire|quel age (?:as tu|avez vous)|raconte(?: moi)? une blague",
    de: "wie (?:heisst du|heissen sie|heißt du|heißen sie)|wer (?:bist du|sind sie)|was (?:bist du|sind sie)|(?:bist du|sind sie) (?:ein |eine )?(?:roboter|bot|mensch|maschine|echt|ki)(?: oder (?:ein |eine )?\\w+)?|wer hat dich (?:gemacht|erschaffen|programmiert|gebaut)|was (?:kannst du|konnen sie)(?: (?:alles|tun))?|wie alt bist du|woher kommst du|erzahl(?:e)?(?: mir)? einen witz|spreche ich mit (?:einem |einer )?(?:roboter|bot|menschen|maschine)",
    it: "come ti chiami|come si chiama|qual e il tuo nome|chi sei|chi e lei|cosa sei|sei (?:un |una )?(?:robot|bot|umano|persona|macchina|reale|vero|ia)(?: o (?:un |una )?\\w+)?|chi ti ha (?:creato|fatto)|cosa (?:puoi|sai) fare|quanti anni hai|di dove sei|raccontami una barzelletta",
    id: "siapa nama(?:mu| anda| kamu)|nama(?:mu| anda| kamu) siapa|siapa (?:kamu|anda|ini)|(?:kamu|anda|apakah (?:kamu|anda)|ini)(?: ini)? (?:robot|bot|manusia|orang|mesin|ai)(?: atau \\w+)?|siapa yang (?:membuat|menciptakan) (?:mu|kamu|anda)|apa yang bisa (?:kamu|anda) lakukan|berapa umur(?:mu| kamu| anda)",
    ar: "ما اسمك|من انت|مين انت|هل انت (?:روبوت|انسان|بوت|شخص حقيقي|حقيقي|اله)(?: ام \\S+)?|انت (?:روبوت|انسان|بوت|مين)|من صنعك|كم عمرك|ماذا يمكنك ان تفعل",
    hi: "(?:आपका|तुम्हारा) नाम क्या है|आप कौन हैं|तुम कौन हो|आप कौन हो|क्या (?:आप|तुम) (?:रोबोट|इंसान|बॉट|मशीन|असली) (?:हैं|हो)|(?:आपको|तुम्हें) किसने बनाया|आप क्या कर सकते हैं|(?:आपकी|तुम्हारी) उम्र क्या है",
    ru: "как (?:тебя|вас) зовут|кто (?:ты|вы)|ты кто|вы кто|(?:ты|вы) (?:робот|бот|человек|настоящий|машина)(?: или \\S+)?|кто (?:тебя|вас) (?:создал|сделал)|что (?:ты|вы) (?:умеешь|умеете|можешь|можете)|сколько тебе лет|откуда ты|расскажи (?:анекдот|шутку)",
    zh: "(?:你|您)(?:叫什么名字|叫什么|是谁|是什么|几岁了|多大了|能做什么|会做什么)|(?:你|您)是(?:机器人|真人|人|人工|ai)(?:吗|还是.{1,4})?|谁(?:创造|制造)了?(?:你|您)|讲个笑话",
    ja: "(?:あなたの)?(?:お)?名前は(?:何ですか|なんですか|何)?|あなたは(?:誰|だれ|何)(?:ですか)?|(?:あなたは)?(?:ロボット|人間|ボット|ai|機械)ですか|誰があなたを(?:作りました|作ったのです)か|何ができますか|何歳ですか",
    tr: "adin ne|adiniz ne|ismin ne|isminiz ne|adin nedir|sen kimsin|kimsin|siz kimsiniz|(?:sen |siz )?(?:robot|bot|insan|gercek|makine) (?:musun|misin|musunuz|misiniz)|seni kim (?:yapti|yaratti)|ne yapabilirsin|kac yasindasin",
    nl: "hoe heet (?:je|jij|u)|wat is (?:je|uw|jouw) naam|wie (?:ben je|ben jij|bent u)|wat ben je|(?:ben je|ben jij|bent u) (?:een )?(?:robot|bot|mens|machine|echt|ai)(?: of (?:een )?\\w+)?|wie heeft (?:je|jou|u) gemaakt|wat kan je|wat kun je(?: doen)?|hoe oud ben je|waar kom je vandaan|vertel een grap",
  }).map(([language, source]) => ({ language, pattern: new RegExp(`^(?:${source})$`, "u") })),
];
