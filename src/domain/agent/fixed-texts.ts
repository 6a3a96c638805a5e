import { AGENT_LANGUAGES, type AgentLanguage } from "./calendar-words";

/** What the bot says in its own words, in one language. `{name}` is the business, `{source}` a document, `{page}` a number. */
export interface FixedTexts {
  greeting: string;
  thanks: string;
  goodbye: string;
  /** Asked who or what it is, or about itself. */
  aboutBot: string;
  /** Nothing supports an answer; the question went to the team. */
  dontKnow: string;
  /** The customer asked for a person. */
  personWillAnswer: string;
  /** A subject that the account keeps the bot away from. */
  declined: string;
  /** The customer is angry. */
  sorry: string;
  /** Something failed on our side; the question went to the team. */
  trouble: string;
  /** A sticker, a voice message, a picture without words. */
  askForText: string;
  /** The customer called. */
  noCalls: string;
  /** The customer asked for no more automatic messages. The word must be one that optOutIntent() takes for "start". */
  optedOut: string;
  /** They want them again after all; the word is one for "stop". */
  welcomeBack: string;
  /** Before an answer that may be the wrong one. */
  hedgeBefore: string;
  /** After it: how to reach a person. The word must be one that wantsPerson() recognises. */
  hedgeAfter: string;
  /** After an answer, where the account asks; the two thumbs are what domain/agent/helped/rating.ts reads. */
  askHelped: string;
  /** How a page is named after its document. */
  page: string;
  /** After the words of a handover, while the business is closed. `{day}` is a weekday, with the date when it is far. */
  backAt: string;
  /** The same when it opens later today. */
  backToday: string;
}

const FIXED_TEXTS: Record<AgentLanguage, FixedTexts> = {
  en: {
    greeting: "Hello, this is the automated assistant of {name}. What would you like to know?",
    thanks: "You're welcome. Just write if there is anything else.",
    goodbye: "Goodbye, and thank you for writing.",
    aboutBot:
      "I'm the automated assistant of {name}. I answer questions from our documents, and a person can take over whenever you like.",
    dontKnow:
      "I don't know the answer to that: I couldn't find it in our documents. I've passed your question on, and a person will answer you here.",
    personWillAnswer: "Of course. I've told the team, and a person will answer you here.",
    declined: "I can't help with that here. Is there anything else you would like to know?",
    sorry: "I'm sorry about this. I've told the team, and a person will answer you here.",
    trouble: "I can't look that up right now. A person will look at your question and answer you here.",
    askForText: "I can only read text. Could you write your question as a message?",
    noCalls: "Calls can't be taken on this number. Could you write your question as a message?",
    optedOut: "You won't get automatic messages any more. Write START to get them again.",
    welcomeBack: "Welcome back. You get automatic answers again. Write STOP to end them.",
    hedgeBefore: "I'm not sure, but this is the closest I found in {source}:",
    hedgeAfter: "If that isn't what you meant, write “person” and someone from the team will answer.",
    askHelped: "Did this help? Reply with 👍 or 👎.",
    page: "page {page}",
    backAt: "We are open again on {day} at {time}.",
    backToday: "We are open again today at {time}.",
  },
  es: {
    greeting: "Hola, soy el asistente automático de {name}. ¿Qué le gustaría saber?",
    thanks: "De nada. Escriba cuando necesite algo más.",
    goodbye: "Hasta luego, y gracias por escribir.",
    aboutBot:
      "Soy el asistente automático de {name}. Respondo preguntas con nuestros documentos, y una persona puede continuar cuando usted quiera.",
    dontKnow:
      "No sé la respuesta: no la encontré en nuestros documentos. Pasé su pregunta al equipo y una persona le responderá aquí.",
    personWillAnswer: "Por supuesto. Avisé al equipo y una persona le responderá aquí.",
    declined: "En eso no puedo ayudarle por aquí. ¿Hay algo más que le gustaría saber?",
    sorry: "Lamento lo ocurrido. Avisé al equipo y una persona le responderá aquí.",
    trouble: "Ahora mismo no puedo consultarlo. Una persona verá su pregunta y le responderá aquí.",
    askForText: "Solo puedo leer texto. ¿Podría escribir su pregunta en un mensaje?",
    noCalls: "En este número no se atienden llamadas. ¿Podría escribir su pregunta en un mensaje?",
    optedOut: "No recibirá más mensajes automáticos. Escriba ALTA para volver a recibirlos.",
    welcomeBack:
      "Nos alegra volver a leerle. Recibe de nuevo respuestas automáticas. Escriba BAJA para dejar de recibirlas.",
    hedgeBefore: "No estoy seguro, pero esto es lo más cercano que encontré en {source}:",
    hedgeAfter: "Si no es lo que buscaba, escriba «persona» y alguien del equipo le responderá.",
    askHelped: "¿Le ayudó esta respuesta? Responda con 👍 o 👎.",
    page: "página {page}",
    backAt: "Volvemos a abrir el {day} a las {time}.",
    backToday: "Volvemos a abrir hoy a las {time}.",
  },
  pt: {
    greeting: "Olá, sou o assistente automático de {name}. O que gostaria de saber?",
    thanks: "De nada. Escreva quando precisar de mais alguma coisa.",
    goodbye: "Até logo, e obrigado pela mensagem.",
    aboutBot:
      "Sou o assistente automático de {name}. Respondo perguntas com os nossos documentos, e uma pessoa pode continuar quando quiser.",
    dontKnow:
      "Não sei a resposta: não a encontrei nos nossos documentos. Passei a sua pergunta à equipe e uma pessoa responderá aqui.",
    personWillAnswer: "Claro. Avisei a equipe e uma pessoa responderá aqui.",
    declined: "Nisso não posso ajudar por aqui. Há mais alguma coisa que gostaria de saber?",
    sorry: "Lamento o ocorrido. Avisei a equipe e uma pessoa responderá aqui.",
    trouble: "Não consigo consultar isso agora. Uma pessoa verá a sua pergunta e responderá aqui.",
    askForText: "Só consigo ler texto. Pode escrever a sua pergunta em uma mensagem?",
    noCalls: "Não é possível atender chamadas neste número. Pode escrever a sua pergunta em uma mensagem?",
    optedOut: "Não receberá mais mensagens automáticas. Escreva INICIAR para voltar a recebê-las.",
    welcomeBack:
      "Boas-vindas de volta. Volta a receber respostas automáticas. Escreva PARAR para deixar de recebê-las.",
    hedgeBefore: "Não tenho certeza, mas isto é o mais próximo que encontrei em {source}:",
    hedgeAfter: "Se não era isso, escreva “pessoa” e alguém da equipe responderá.",
    askHelped: "Esta resposta ajudou? Responda com 👍 ou 👎.",
    page: "página {page}",
    backAt: "Voltamos a abrir: {day}, às {time}.",
    backToday: "Voltamos a abrir hoje às {time}.",
  },
  fr: {
    greeting: "Bonjour, je suis l'assistant automatique de {name}. Que souhaitez-vous savoir ?",
    thanks: "Avec plaisir. Écrivez-nous si vous avez une autre question.",
    goodbye: "Au revoir, et merci de votre message.",
    aboutBot:
      "Je suis l'assistant automatique de {name}. Je réponds à partir de nos documents, et une personne peut prendre le relais quand vous voulez.",
    dontKnow:
      "Je ne connais pas la réponse : je ne l'ai pas trouvée dans nos documents. J'ai transmis votre question, et une personne vous répondra ici.",
    personWillAnswer: "Bien sûr. J'ai prévenu l'équipe, et une personne vous répondra ici.",
    declined: "Je ne peux pas vous aider à ce sujet ici. Souhaitez-vous savoir autre chose ?",
    sorry: "Je suis désolé de cette situation. J'ai prévenu l'équipe, et une personne vous répondra ici.",
    trouble: "Je ne peux pas vérifier cela pour le moment. Une personne regardera votre question et vous répondra ici.",
    askForText: "Je ne lis que le texte. Pourriez-vous écrire votre question dans un message ?",
    noCalls: "Ce numéro ne prend pas les appels. Pourriez-vous écrire votre question dans un message ?",
    optedOut: "Vous ne recevrez plus de messages automatiques. Écrivez START pour les recevoir à nouveau.",
    welcomeBack:
      "Heureux de vous retrouver. Vous recevez à nouveau des réponses automatiques. Écrivez STOP pour ne plus en recevoir.",
    hedgeBefore: "Je n'en suis pas certain, mais voici ce que j'ai trouvé de plus proche dans {source} :",
    hedgeAfter: "Si ce n'est pas ce que vous cherchiez, écrivez « personne » et quelqu'un de l'équipe vous répondra.",
    askHelped: "Cette réponse vous a-t-elle aidé ? Répondez par 👍 ou 👎.",
    page: "page {page}",
    backAt: "Nous rouvrons {day} à {time}.",
    backToday: "Nous rouvrons aujourd'hui à {time}.",
  },
  de: {
    greeting: "Guten Tag, hier ist der automatische Assistent von {name}. Was möchten Sie wissen?",
    thanks: "Gern geschehen. Schreiben Sie einfach, wenn Sie noch etwas brauchen.",
    goodbye: "Auf Wiedersehen, und danke für Ihre Nachricht.",
    aboutBot:
      "Ich bin der automatische Assistent von {name}. Ich antworte aus unseren Unterlagen, und ein Mensch kann jederzeit übernehmen.",
    dontKnow:
      "Das weiß ich nicht: In unseren Unterlagen habe ich es nicht gefunden. Ich habe Ihre Frage weitergegeben, und ein Mensch antwortet Ihnen hier.",
    personWillAnswer: "Natürlich. Ich habe das Team verständigt, und ein Mensch antwortet Ihnen hier.",
    declined: "Dabei kann ich Ihnen hier nicht helfen. Möchten Sie sonst noch etwas wissen?",
    sorry: "Das tut mir leid. Ich habe das Team verständigt, und ein Mensch antwortet Ihnen hier.",
    trouble: "Ich kann das gerade nicht nachsehen. Ein Mensch sieht sich Ihre Frage an und antwortet Ihnen hier.",
    askForText: "Ich kann nur Text lesen. Könnten Sie Ihre Frage als Nachricht schreiben?",
    noCalls:
      "Unter dieser Nummer können keine Anrufe angenommen werden. Könnten Sie Ihre Frage als Nachricht schreiben?",
    optedOut: "Sie erhalten keine automatischen Nachrichten mehr. Schreiben Sie START, um sie wieder zu erhalten.",
    welcomeBack:
      "Willkommen zurück. Sie erhalten wieder automatische Antworten. Schreiben Sie STOP, um sie zu beenden.",
    hedgeBefore: "Ich bin nicht sicher, aber das kommt in {source} am nächsten:",
    hedgeAfter: "Wenn Sie etwas anderes meinten, schreiben Sie „Mensch“, und jemand aus dem Team antwortet.",
    askHelped: "Hat Ihnen das geholfen? Antworten Sie mit 👍 oder 👎.",
    page: "Seite {page}",
    backAt: "Wir sind am {day} um {time} Uhr wieder da.",
    backToday: "Wir sind heute um {time} Uhr wieder da.",
  },
  it: {
    greeting: "Buongiorno, sono l'assistente automatico di {name}. Che cosa desidera sapere?",
    thanks: "Prego. Scriva pure se le serve altro.",
    goodbye: "Arrivederci, e grazie del messaggio.",
    aboutBot:
      "Sono l'assistente automatico di {name}. Rispondo con i nostri documenti, e una persona può continuare quando vuole.",
    dontKnow:
      "Non conosco la risposta: non l'ho trovata nei nostri documenti. Ho passato la sua domanda al team e una persona le risponderà qui.",
    personWillAnswer: "Certo. Ho avvisato il team e una persona le risponderà qui.",
    declined: "Su questo non posso aiutarla qui. C'è altro che vorrebbe sapere?",
    sorry: "Mi dispiace per l'accaduto. Ho avvisato il team e una persona le risponderà qui.",
    trouble: "In questo momento non riesco a verificarlo. Una persona vedrà la sua domanda e le risponderà qui.",
    askForText: "Posso leggere solo testo. Può scrivere la sua domanda in un messaggio?",
    noCalls: "A questo numero non è possibile rispondere alle chiamate. Può scrivere la sua domanda in un messaggio?",
    optedOut: "Non riceverà più messaggi automatici. Scriva START per riceverli di nuovo.",
    welcomeBack: "Felici di risentirla. Riceve di nuovo risposte automatiche. Scriva STOP per non riceverne più.",
    hedgeBefore: "Non ne sono sicuro, ma questo è ciò che ho trovato di più vicino in {source}:",
    hedgeAfter: "Se non è quello che cercava, scriva «persona» e qualcuno del team le risponderà.",
    askHelped: "Questa risposta le è stata utile? Risponda con 👍 o 👎.",
    page: "pagina {page}",
    backAt: "Riapriamo {day} alle {time}.",
    backToday: "Riapriamo oggi alle {time}.",
  },
  id: {
    greeting: "Halo, ini asisten otomatis {name}. Apa yang ingin Anda ketahui?",
    thanks: "Sama-sama. Silakan tulis kapan saja jika ada pertanyaan lain.",
    goodbye: "Sampai jumpa, dan terima kasih atas pesannya.",
    aboutBot:
      "Saya asisten otomatis {name}. Saya menjawab dari dokumen kami, dan seorang staf dapat melanjutkan kapan pun Anda mau.",
    dontKnow:
      "Saya tidak tahu jawabannya: saya tidak menemukannya di dokumen kami. Pertanyaan Anda sudah saya teruskan, dan seorang staf akan menjawab di sini.",
    personWillAnswer: "Tentu. Tim sudah saya beri tahu, dan seorang staf akan menjawab di sini.",
    declined: "Untuk hal itu saya tidak bisa membantu di sini. Ada hal lain yang ingin Anda ketahui?",
    sorry: "Mohon maaf atas hal ini. Tim sudah saya beri tahu, dan seorang staf akan menjawab di sini.",
    trouble: "Saya tidak bisa memeriksanya saat ini. Seorang staf akan melihat pertanyaan Anda dan menjawab di sini.",
    askForText: "Saya hanya bisa membaca teks. Bisakah Anda menulis pertanyaannya dalam pesan?",
    noCalls: "Nomor ini tidak dapat menerima panggilan. Bisakah Anda menulis pertanyaannya dalam pesan?",
    optedOut: "Anda tidak akan menerima pesan otomatis lagi. Tulis MULAI untuk menerimanya kembali.",
    welcomeBack: "Selamat datang kembali. Anda menerima jawaban otomatis lagi. Tulis BERHENTI untuk menghentikannya.",
    hedgeBefore: "Saya tidak yakin, tetapi inilah yang paling dekat di {source}:",
    hedgeAfter: "Jika bukan itu maksud Anda, tulis “staf” dan seseorang dari tim akan menjawab.",
    askHelped: "Apakah jawaban ini membantu? Balas dengan 👍 atau 👎.",
    page: "halaman {page}",
    backAt: "Kami buka kembali hari {day} pukul {time}.",
    backToday: "Kami buka kembali hari ini pukul {time}.",
  },
  ar: {
    greeting: "مرحبًا، أنا المساعد الآلي لدى {name}. ماذا تود أن تعرف؟",
    thanks: "على الرحب والسعة. اكتب لنا متى احتجت إلى شيء آخر.",
    goodbye: "مع السلامة، وشكرًا على رسالتك.",
    aboutBot: "أنا المساعد الآلي لدى {name}. أجيب من مستنداتنا، ويمكن لموظف أن يتولى المحادثة متى شئت.",
    dontKnow: "لا أعرف الإجابة: لم أجدها في مستنداتنا. لقد نقلت سؤالك إلى الفريق، وسيجيبك موظف هنا.",
    personWillAnswer: "بالتأكيد. لقد أبلغت الفريق، وسيجيبك موظف هنا.",
    declined: "لا يمكنني المساعدة في هذا الأمر هنا. هل هناك شيء آخر تود معرفته؟",
    sorry: "أعتذر عما حدث. لقد أبلغت الفريق، وسيجيبك موظف هنا.",
    trouble: "لا أستطيع التحقق من ذلك الآن. سينظر موظف في سؤالك ويجيبك هنا.",
    askForText: "أستطيع قراءة النصوص فقط. هل يمكنك كتابة سؤالك في رسالة؟",
    noCalls: "لا يمكن الرد على المكالمات على هذا الرقم. هل يمكنك كتابة سؤالك في رسالة؟",
    optedOut: "لن تصلك رسائل آلية بعد الآن. اكتب «ابدأ» لتصلك من جديد.",
    welcomeBack: "أهلًا بعودتك. ستصلك الردود الآلية من جديد. اكتب «إيقاف» لإيقافها.",
    hedgeBefore: "لست متأكدًا، لكن هذا أقرب ما وجدته في {source}:",
    hedgeAfter: "إذا لم يكن هذا ما تقصده، فاكتب «موظف» وسيجيبك أحد أفراد الفريق.",
    askHelped: "هل أفادتك هذه الإجابة؟ أجب بـ 👍 أو 👎.",
    page: "صفحة {page}",
    backAt: "نعود للعمل يوم {day} الساعة {time}.",
    backToday: "نعود للعمل اليوم الساعة {time}.",
  },
  hi: {
    greeting: "नमस्ते, मैं {name} का स्वचालित सहायक हूँ। आप क्या जानना चाहेंगे?",
    thanks: "आपका स्वागत है। कुछ और चाहिए हो तो लिखें।",
    goodbye: "फिर मिलेंगे, और संदेश के लिए धन्यवाद।",
    aboutBot: "मैं {name} का स्वचालित सहायक हूँ। मैं हमारे दस्तावेज़ों से उत्तर देता हूँ, और जब आप चाहें तब कोई व्यक्ति आगे बात कर सकता है।",
    dontKnow:
      "मुझे इसका उत्तर नहीं पता: यह हमारे दस्तावेज़ों में नहीं मिला। मैंने आपका प्रश्न आगे भेज दिया है, और कोई व्यक्ति आपको यहीं उत्तर देगा।",
    personWillAnswer: "ज़रूर। मैंने टीम को बता दिया है, और कोई व्यक्ति आपको यहीं उत्तर देगा।",
    declined: "इस बारे में मैं यहाँ मदद नहीं कर सकता। क्या आप कुछ और जानना चाहेंगे?",
    sorry: "इसके लिए खेद है। मैंने टीम को बता दिया है, और कोई व्यक्ति आपको यहीं उत्तर देगा।",
    trouble: "मैं अभी यह नहीं देख पा रहा हूँ। कोई व्यक्ति आपका प्रश्न देखेगा और यहीं उत्तर देगा।",
    askForText: "मैं केवल लिखा हुआ पढ़ सकता हूँ। क्या आप अपना प्रश्न संदेश में लिख सकते हैं?",
    noCalls: "इस नंबर पर कॉल नहीं ली जा सकती। क्या आप अपना प्रश्न संदेश में लिख सकते हैं?",
    optedOut: "अब आपको स्वचालित संदेश नहीं मिलेंगे। उन्हें फिर से पाने के लिए “शुरू” लिखें।",
    welcomeBack: "आपका फिर से स्वागत है। अब आपको स्वचालित उत्तर फिर मिलेंगे। उन्हें रोकने के लिए “स्टॉप” लिखें।",
    hedgeBefore: "मुझे पक्का नहीं पता, पर {source} में सबसे नज़दीकी बात यह मिली:",
    hedgeAfter: "अगर आपका मतलब यह नहीं था, तो “व्यक्ति” लिखें और टीम से कोई उत्तर देगा।",
    askHelped: "क्या इससे मदद मिली? 👍 या 👎 से जवाब दें।",
    page: "पृष्ठ {page}",
    backAt: "हम {day} को {time} बजे फिर खुलेंगे।",
    backToday: "हम आज {time} बजे फिर खुलेंगे।",
  },
  ru: {
    greeting: "Здравствуйте, это автоматический помощник {name}. Что вы хотели бы узнать?",
    thanks: "Пожалуйста. Пишите, если понадобится что-то ещё.",
    goodbye: "До свидания, и спасибо за сообщение.",
    aboutBot:
      "Я автоматический помощник {name}. Я отвечаю по нашим документам, а человек может продолжить разговор, когда вы захотите.",
    dontKnow: "Я не знаю ответа: в наших документах его нет. Я передал ваш вопрос, и человек ответит вам здесь.",
    personWillAnswer: "Конечно. Я сообщил команде, и человек ответит вам здесь.",
    declined: "С этим я здесь помочь не могу. Хотите узнать что-нибудь ещё?",
    sorry: "Мне жаль, что так вышло. Я сообщил команде, и человек ответит вам здесь.",
    trouble: "Сейчас я не могу это проверить. Человек посмотрит ваш вопрос и ответит вам здесь.",
    askForText: "Я умею читать только текст. Напишите, пожалуйста, вопрос сообщением.",
    noCalls: "По этому номеру мы не принимаем звонки. Напишите, пожалуйста, вопрос сообщением.",
    optedOut: "Вы больше не будете получать автоматические сообщения. Напишите СТАРТ, чтобы получать их снова.",
    welcomeBack: "С возвращением. Вы снова получаете автоматические ответы. Напишите СТОП, чтобы их прекратить.",
    hedgeBefore: "Я не уверен, но вот самое близкое, что нашлось в {source}:",
    hedgeAfter: "Если вы имели в виду другое, напишите «человек», и кто-то из команды ответит.",
    askHelped: "Этот ответ помог? Ответьте 👍 или 👎.",
    page: "страница {page}",
    backAt: "Мы снова откроемся: {day}, {time}.",
    backToday: "Мы снова откроемся сегодня в {time}.",
  },
  zh: {
    greeting: "您好，我是{name}的自动助手。您想了解什么？",
    thanks: "不客气。如果还有其他问题，请随时留言。",
    goodbye: "再见，感谢您的留言。",
    aboutBot: "我是{name}的自动助手。我根据我们的资料回答问题，您也可以随时转由人工客服答复。",
    dontKnow: "我不知道答案：在我们的资料中没有找到。我已经转达您的问题，人工客服会在这里回复您。",
    personWillAnswer: "好的。我已经通知团队，人工客服会在这里回复您。",
    declined: "这方面我在这里帮不上忙。您还想了解其他内容吗？",
    sorry: "非常抱歉。我已经通知团队，人工客服会在这里回复您。",
    trouble: "我现在无法查询。人工客服会查看您的问题并在这里回复您。",
    askForText: "我只能阅读文字。您可以把问题写成文字发给我吗？",
    noCalls: "此号码无法接听来电。您可以把问题写成文字发给我吗？",
    optedOut: "您将不再收到自动消息。发送“开始”即可重新接收。",
    welcomeBack: "欢迎回来。您将重新收到自动回复。发送“停止”即可停止接收。",
    hedgeBefore: "我不太确定，以下是在{source}中找到的最接近的内容：",
    hedgeAfter: "如果这不是您想问的，请回复“人工”，团队会有人答复您。",
    askHelped: "这个回答有帮助吗？请回复 👍 或 👎。",
    page: "第{page}页",
    backAt: "我们将于{day}{time}恢复服务。",
    backToday: "我们将于今天{time}恢复服务。",
  },
  ja: {
    greeting: "こんにちは、{name}の自動アシスタントです。どのようなことをお知りになりたいですか？",
    thanks: "どういたしまして。ほかにもご質問があればいつでもどうぞ。",
    goodbye: "失礼いたします。ご連絡ありがとうございました。",
    aboutBot: "{name}の自動アシスタントです。資料をもとにお答えしており、いつでも担当者に代わることができます。",
    dontKnow:
      "申し訳ありません、答えがわかりません。資料に見つかりませんでした。ご質問を担当者に伝えましたので、こちらで返信いたします。",
    personWillAnswer: "かしこまりました。担当者に伝えましたので、こちらで返信いたします。",
    declined: "そちらについては、ここではお答えできません。ほかにお知りになりたいことはありますか？",
    sorry: "ご不便をおかけして申し訳ございません。担当者に伝えましたので、こちらで返信いたします。",
    trouble: "ただいまお調べできません。担当者がご質問を確認し、こちらで返信いたします。",
    askForText: "文字のメッセージだけを読むことができます。ご質問を文字で送っていただけますか？",
    noCalls: "この番号では通話をお受けできません。ご質問を文字で送っていただけますか？",
    optedOut: "自動メッセージの配信を停止しました。再開するには「開始」と送ってください。",
    welcomeBack: "お帰りなさい。自動返信を再開しました。停止するには「停止」と送ってください。",
    hedgeBefore: "確かではありませんが、{source}で最も近い内容はこちらです：",
    hedgeAfter: "お探しの内容と違う場合は「担当者」と送ってください。担当者がお答えします。",
    askHelped: "この回答はお役に立ちましたか？👍 か 👎 でお返事ください。",
    page: "{page}ページ",
    backAt: "営業再開は{day} {time}です。",
    backToday: "本日{time}より営業を再開します。",
  },
  tr: {
    greeting: "Merhaba, ben {name} otomatik asistanıyım. Ne öğrenmek istersiniz?",
    thanks: "Rica ederim. Başka bir sorunuz olursa yazmanız yeterli.",
    goodbye: "Hoşça kalın, yazdığınız için teşekkürler.",
    aboutBot:
      "Ben {name} otomatik asistanıyım. Belgelerimizden yanıt veririm ve istediğiniz zaman bir kişi devralabilir.",
    dontKnow:
      "Bunun yanıtını bilmiyorum: belgelerimizde bulamadım. Sorunuzu ilettim, bir kişi size buradan yanıt verecek.",
    personWillAnswer: "Elbette. Ekibe haber verdim, bir kişi size buradan yanıt verecek.",
    declined: "Bu konuda burada yardımcı olamıyorum. Öğrenmek istediğiniz başka bir şey var mı?",
    sorry: "Bunun için üzgünüm. Ekibe haber verdim, bir kişi size buradan yanıt verecek.",
    trouble: "Şu anda buna bakamıyorum. Bir kişi sorunuza bakıp size buradan yanıt verecek.",
    askForText: "Yalnızca yazı okuyabiliyorum. Sorunuzu mesaj olarak yazar mısınız?",
    noCalls: "Bu numarada aramalar yanıtlanamıyor. Sorunuzu mesaj olarak yazar mısınız?",
    optedOut: "Artık otomatik mesaj almayacaksınız. Yeniden almak için BAŞLAT yazın.",
    welcomeBack: "Yeniden hoş geldiniz. Otomatik yanıtları yeniden alıyorsunuz. Durdurmak için DURDUR yazın.",
    hedgeBefore: "Emin değilim, ama {source} içinde bulduğum en yakın bilgi şu:",
    hedgeAfter: "Kastettiğiniz bu değilse “temsilci” yazın, ekipten biri yanıt versin.",
    askHelped: "Bu yanıt yardımcı oldu mu? 👍 veya 👎 ile yanıtlayın.",
    page: "sayfa {page}",
    backAt: "{day} saat {time} itibarıyla yeniden açığız.",
    backToday: "Bugün saat {time} itibarıyla yeniden açığız.",
  },
  nl: {
    greeting: "Hallo, dit is de automatische assistent van {name}. Wat wilt u weten?",
    thanks: "Graag gedaan. Schrijf gerust als u nog iets wilt weten.",
    goodbye: "Tot ziens, en bedankt voor uw bericht.",
    aboutBot:
      "Ik ben de automatische assistent van {name}. Ik antwoord uit onze documenten, en een medewerker kan het overnemen wanneer u wilt.",
    dontKnow:
      "Dat weet ik niet: ik heb het niet in onze documenten gevonden. Ik heb uw vraag doorgegeven en een medewerker antwoordt u hier.",
    personWillAnswer: "Natuurlijk. Ik heb het team ingelicht en een medewerker antwoordt u hier.",
    declined: "Daarmee kan ik u hier niet helpen. Wilt u nog iets anders weten?",
    sorry: "Dat spijt me. Ik heb het team ingelicht en een medewerker antwoordt u hier.",
    trouble: "Ik kan dat nu niet opzoeken. Een medewerker bekijkt uw vraag en antwoordt u hier.",
    askForText: "Ik kan alleen tekst lezen. Kunt u uw vraag als bericht schrijven?",
    noCalls: "Op dit nummer kunnen geen gesprekken worden aangenomen. Kunt u uw vraag als bericht schrijven?",
    optedOut: "U krijgt geen automatische berichten meer. Schrijf START om ze weer te krijgen.",
    welcomeBack: "Welkom terug. U krijgt weer automatische antwoorden. Schrijf STOP om ze te beëindigen.",
    hedgeBefore: "Ik weet het niet zeker, maar dit komt er in {source} het dichtst bij:",
    hedgeAfter: "Als u iets anders bedoelde, schrijf dan “medewerker” en iemand van het team antwoordt.",
    askHelped: "Heeft dit u geholpen? Antwoord met 👍 of 👎.",
    page: "pagina {page}",
    backAt: "We zijn {day} om {time} weer open.",
    backToday: "We zijn vandaag om {time} weer open.",
  },
};

const isKnown = (language: string): language is AgentLanguage => Object.hasOwn(FIXED_TEXTS, language);

/** The bot's own words in a language; English for one that has no texts yet. */
export const fixedTexts = (language: string): FixedTexts => FIXED_TEXTS[isKnown(language) ? language : "en"];

/** The language in which a text is one of these of ours; undefined when it is none of them. */
export function languageOfFixedText(text: string, keys: readonly (keyof FixedTexts)[]): AgentLanguage | undefined {
  return AGENT_LANGUAGES.find((language) => keys.some((key) => FIXED_TEXTS[language][key] === text));
}

/** Whether the bot says this to many customers as it is, in any of its languages. `name` is the business. */
export function isFixedText(text: string, name: string): boolean {
  return Object.values(FIXED_TEXTS).some((texts) =>
    Object.values(texts).some((fixed: string) => fixed === text || fillText(fixed, { name }) === text),
  );
}

interface FixedValues {
  name?: string;
  source?: string;
  page?: number;
  day?: string;
  time?: string;
}

/** Puts values into a fixed text. A function replaces, so that "$&" in a file name stays what it is. */
export function fillText(text: string, values: FixedValues): string {
  return text.replaceAll(/\{(name|source|page|day|time)\}/gu, (hole, key: keyof FixedValues) =>
    String(values[key] ?? hole),
  );
}

/** "Delivery.pdf, page 2" in the customer's language; formats without pages have just the name. */
export function sourceName(passage: { documentName: string; page: number | null }, language: string): string {
  if (passage.page === null) return passage.documentName;
  const separator = language === "zh" || language === "ja" || language === "ar" ? " " : ", ";
  return `${passage.documentName}${separator}${fillText(fixedTexts(language).page, { page: passage.page })}`;
}
