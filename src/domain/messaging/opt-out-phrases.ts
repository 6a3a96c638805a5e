/**
 * Whole messages that ask for no more automatic messages, or for them again; alternatives separated by |. Words that
 * customers of a business also use for other things are left out on purpose: "cancel", "end" and "rezygnuję" (an order),
 * "alto", "dur" and "रुको" (wait), "basta" and "хватит" (that is enough), "बंद" (closed), "acha" (stop in Swahili, fine in
 * Hindi). "stop" stands in every language, because people learn it from text messages.
 */
export const STOP_PHRASES: Readonly<Record<string, string>> = {
  en: "stop|stop all|stopall|stop it|stop messages|stop the messages|stop messaging|stop messaging me|stop texting me|stop writing me|stop writing to me|stop sending messages|stop sending me messages|stop bot|stop the bot|unsubscribe|unsubscribe me|opt out|optout|remove me|remove me from your list|no more messages|do not message me|dont message me|dont text me",
  es: "stop|baja|darme de baja|dame de baja|deme de baja|darse de baja|quiero darme de baja|parar|pare|para|detener|no más mensajes|no mas mensajes|no quiero más mensajes|no quiero recibir mensajes|no me escriban|no me escriban más|dejen de escribirme|deja de escribirme|cancelar suscripción|desuscribir|desuscribirme",
  pt: "stop|parar|pare|sair da lista|descadastrar|descadastre|me descadastre|cancelar inscrição|cancelar assinatura|não quero mais mensagens|não quero receber mensagens|não me mande mais mensagens|pare de enviar mensagens|pare de mandar mensagens|remover da lista",
  fr: "stop|arrêt|arrêter|arrêtez|arrête|désabonner|me désabonner|désabonnez moi|désabonnement|désinscription|désinscrire|me désinscrire|désinscrivez moi|plus de messages|ne m'écrivez plus|arrêtez de m'écrire|arrêtez les messages",
  de: "stop|stopp|abmelden|abbestellen|abmeldung|austragen|keine nachrichten mehr|bitte keine nachrichten mehr|keine weiteren nachrichten|nicht mehr schreiben|nachrichten stoppen|aufhören",
  it: "stop|ferma|fermati|basta messaggi|cancellami|disiscrivimi|disiscriviti|disiscrizione|disiscrivermi|cancella iscrizione|annulla iscrizione|non scrivetemi più|non voglio più messaggi|smettila",
  nl: "stop|afmelden|uitschrijven|afmelding|meld me af|schrijf me uit|geen berichten meer|stop met berichten|stop met berichten sturen|niet meer schrijven",
  id: "stop|berhenti|hentikan|berhenti berlangganan|stop pesan|hentikan pesan|jangan kirim pesan lagi|jangan kirim lagi|jangan chat lagi|unreg|berhenti kirim pesan",
  ar: "ستوب|إيقاف|ايقاف|أوقف|اوقف|توقف|توقفوا|قف|إلغاء الاشتراك|الغاء الاشتراك|ألغ الاشتراك|إلغاء اشتراكي|إيقاف الرسائل|أوقف الرسائل|أوقفوا الرسائل|لا ترسلوا رسائل|لا تراسلني|لا تراسلوني|stop",
  hi: "stop|स्टॉप|बंद करो|बंद करें|बंद कर दो|बंद कीजिए|रोकें|रोको|रोक दो|रोक दें|मैसेज बंद करो|मैसेज बंद करें|संदेश बंद करें|सदस्यता समाप्त|सदस्यता समाप्त करें|अनसब्सक्राइब|band karo|band kar do|message band karo|msg band karo|mat bhejo",
  ur: "stop|سٹاپ|اسٹاپ|بند کرو|بند کریں|بند کر دیں|بند کر دو|روکیں|روکو|روک دیں|پیغامات بند کریں|میسج بند کریں|میسج بند کرو|ان سبسکرائب",
  tr: "stop|durdur|durdurun|durdurunuz|abonelikten çık|abonelikten çıkar|aboneliği iptal et|üyelikten çık|mesajları durdur|mesaj gönderme|mesaj göndermeyin|mesaj istemiyorum|mesaj atmayın|ret",
  ru: "stop|стоп|остановить|остановите|отписаться|отпишите|отпишите меня|отписка|отписать|прекратить|прекратите|прекратите писать|не пишите|не пишите мне|не пишите больше|больше не пишите|хватит писать",
  zh: "stop|停止|停|退订|退訂|取消订阅|取消訂閱|停止发送|停止發送|停止推送|不要再发|不要再发了|不要再發|别发了|别再发了|不要再发消息|停止消息",
  ja: "stop|ストップ|停止|配信停止|配信を停止|配信停止希望|配信を止めて|登録解除|購読解除|もう送らないで|送らないで|メッセージ停止|やめて|やめてください|止めて|止めてください|配信を停止してください",
  ko: "stop|스톱|스탑|중지|정지|중단|그만|그만 보내|그만 보내세요|그만 보내주세요|수신거부|수신 거부|구독취소|구독 취소|구독해지|구독 해지|메시지 중지|보내지 마세요",
  pl: "stop|wypisz|wypisz mnie|wypisuję się|zatrzymaj|koniec wiadomości|nie pisz|nie pisz więcej|nie piszcie|nie piszcie do mnie|nie chcę wiadomości|przestań pisać|przestańcie pisać|anuluj subskrypcję",
  sw: "stop|acheni|simamisha|sitisha|komesha|acha kutuma|acha kutuma ujumbe|usitume ujumbe|usinitumie ujumbe|msinitumie ujumbe|jiondoe|niondoe",
};

/** Only heard from people who have opted out, so words of everyday talk do no harm here. */
export const START_PHRASES: Readonly<Record<string, string>> = {
  en: "start|start again|unstop|subscribe|resubscribe|subscribe me|opt in|optin|resume|start messages|resume messages",
  es: "start|alta|darme de alta|dame de alta|iniciar|inicio|empezar|comenzar|reanudar|continuar|suscribir|suscribirme",
  pt: "start|iniciar|começar|comecar|retomar|voltar|continuar|inscrever|me inscrever|cadastrar|ativar",
  fr: "start|démarrer|commencer|reprendre|début|s'abonner|abonner|m'abonner|me réabonner|réabonner",
  de: "start|starten|anmelden|wieder anmelden|fortsetzen|abonnieren|weiter",
  it: "start|inizia|avvia|iniziare|riprendi|riprendere|ricomincia|attiva|iscrivimi|iscriviti",
  nl: "start|starten|beginnen|begin|hervatten|aanmelden|meld me aan|weer aanmelden",
  id: "start|mulai|mulai lagi|lanjut|lanjutkan|langganan|berlangganan|aktifkan",
  ar: "ستارت|ابدأ|ابدا|ابدؤوا|بدء|ابدأ من جديد|اشتراك|اشترك|استئناف|تفعيل|start",
  hi: "start|स्टार्ट|शुरू|शुरू करें|शुरू करो|शुरू कीजिए|फिर से शुरू करें|चालू करो|चालू करें|shuru karo",
  ur: "start|سٹارٹ|اسٹارٹ|شروع|شروع کریں|شروع کرو|دوبارہ شروع کریں|چالو کریں",
  tr: "start|başla|başlat|başlatın|yeniden başlat|devam|devam et|abone ol",
  ru: "start|старт|начать|начните|возобновить|возобновите|продолжить|подписаться|подпишите меня",
  zh: "start|开始|開始接收|恢复|恢復|订阅|訂閱|重新订阅|重新开始|继续",
  ja: "start|スタート|開始|再開|配信再開|登録|購読|購読する|再開してください",
  ko: "start|스타트|시작|다시 시작|재개|구독|수신동의|수신 동의",
  pl: "start|zacznij|wznów|rozpocznij|zapisz mnie|subskrybuj|zapisz",
  sw: "start|anza|anza tena|endelea|jiunge|niunge",
};

/** Said around it without changing it: please, thanks, hello. */
export const POLITE_WORDS: Readonly<Record<string, string>> = {
  en: "please|pls|plz|kindly|thanks|thank you|thank you very much|thx|ok|okay|hi|hello|hey|now|sir|sorry",
  es: "por favor|porfa|favor|gracias|muchas gracias|hola|ya|ahora",
  pt: "por favor|por gentileza|obrigado|obrigada|olá|oi|já|agora",
  fr: "s'il vous plaît|s'il te plaît|svp|stp|merci|merci beaucoup|bonjour|maintenant",
  de: "bitte|danke|vielen dank|hallo|jetzt|sofort",
  it: "per favore|per piacere|grazie|ciao|buongiorno|ora|adesso",
  nl: "alstublieft|aub|alsjeblieft|graag|bedankt|dank u|hallo|nu",
  id: "tolong|mohon|terima kasih|makasih|kak|min|halo|ya|sekarang",
  ar: "من فضلك|من فضلكم|لو سمحت|لو سمحتم|رجاء|رجاءً|شكرا|شكراً|مرحبا|السلام عليكم|الآن",
  hi: "कृपया|प्लीज|प्लीज़|धन्यवाद|शुक्रिया|नमस्ते|अब|जी|ji",
  ur: "براہ کرم|براہ مہربانی|پلیز|شکریہ|السلام علیکم|اب|جی",
  tr: "lütfen|teşekkürler|teşekkür ederim|sağ olun|merhaba|artık|şimdi",
  ru: "пожалуйста|плиз|спасибо|здравствуйте|привет|сейчас|уже",
  zh: "请|請|谢谢|謝謝|你好|您好",
  ja: "お願いします|おねがいします|ください|すみません|ありがとう|ありがとうございます",
  ko: "부탁드립니다|부탁해요|제발|감사합니다|안녕하세요|해주세요|해 주세요",
  pl: "proszę|dziękuję|dzięki|dzień dobry|cześć|już|teraz",
  sw: "tafadhali|asante|habari|sasa",
};
