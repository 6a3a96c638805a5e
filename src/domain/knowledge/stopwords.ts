const words = (list: string) => new Set(list.split(/\s+/).filter(Boolean));

/** English function words: they say how a sentence is built, not what it is about. Never indexed. Written folded, as words come. */
export const FUNCTION_WORDS = words(`
  a an the this that these those some any all both each few more most other such no nor not only own same so than too
  very s t d m ll re ve i me my we us our you your he him his she her it its they them their who whom whose which what
  am is are was were be been being have has had having do does did doing can could will would shall should may might
  must and or but if then else because as of at by for with about against between into through during before after above
  below to from up down in out on off over under again further once here there when where why how just now
`);

/**
 * What people type around a question in a chat, in the languages customers write most: greetings, politeness, "I want to
 * know". Dropped from questions only, because as rare words they would drown the words that matter.
 */
export const CHAT_WORDS = words(`
  hi hey hello thanks thank thx please pls plz want wanna wants wanted need needs know knows way ways get gets getting got
  make makes making made help helps possible like someone somebody something anything thing things use using used able
  instead really also still im ive id dont doesnt didnt cant cannot isnt wont lot try trying tried find tell show let give
  question questions best good well work works problem issue wondering wonder wish maybe perhaps simple easy easily quickly
  quick actually look looking guys ok okay sorry dear sir madam
  hola buenos buenas dias tardes noches gracias favor quiero quisiera necesito puedo puede pueden podria podrian saber decirme
  oi ola bom boa dia tarde noite obrigado obrigada quero queria preciso posso pode poderia voces gostaria
  bonjour salut merci svp veux voudrais besoin peux pouvez pourriez savoir
  hallo guten danke bitte mochte mochten brauche kann konnen konnten wissen
  halo hai pagi siang sore malam terima kasih tolong mau ingin saya bisa bisakah apakah kak min tanya
  ciao grazie vorrei posso potete sapere
  مرحبا السلام عليكم شكرا فضلك اريد ممكن لو سمحت
  नमस्ते धन्यवाद कृपया चाहता चाहती चाहिए मुझे जानना
`);

/**
 * Function words of other languages, folded. Dropped from questions only: which language a text is in is a guess, and a
 * word dropped from a document could not be found again.
 */
export const FOREIGN_FUNCTION_WORDS = words(`
  el la los las un una unos unas y o u de del al a en por para con sin sobre entre que cual cuales quien quienes como
  cuando donde cuanto cuanta cuantos cuantas es son era fue ser esta estan hay se su sus mi mis tu tus lo le les me te nos
  no si mas muy este esta esto estos estas ese esa eso ha han he tiene tienen
  os as um uma uns umas e do da dos das no na nos nas pelo pela ao com sem sobre entre qual quais quem quando onde quanto
  quantos sao foi ser ha seu sua seus suas meu minha nao sim mais muito isso este esta isto
  le les des du au aux et ou dans sur par pour avec sans qui que quoi quel quelle quels quelles comment quand combien est
  sont etait il elle ils elles je tu nous vous ce cet cette ces mon ma mes ton ta votre vos notre ne pas plus tres y
  der die das den dem des ein eine einen einem einer eines und oder in im am an auf aus bei mit nach von vom zu zum zur fur
  ist sind war wird es er sie wir ihr ich wer was wann wo wie wieviel viel welche welcher welches nicht kein keine sehr
  il lo gli i un uno una e o di del della dei degli delle da dal in nel nella con su per tra fra che chi cosa come quando
  dove quanto quanti e sono era si non piu molto mio mia suo sua
  yang di ke dari dan atau pada untuk dengan dalam ini itu adalah apa siapa kapan dimana mana berapa bagaimana mengapa
  kenapa ada tidak bukan akan sudah telah oleh para sebuah
  de het een en of van in op aan met voor uit bij naar is zijn was wordt wie wat wanneer waar hoe hoeveel welke niet geen
  ve veya ile bir bu su ne kim nerede nasil kac mi mu icin de da var yok
  في من على الى عن مع هو هي هم ما ماذا متي اين كيف كم لماذا هل التي الذي كان كانت ان او و ثم هذا هذه ذلك تلك قد لم لا اي
  का की के को में से पर और या है हैं था थी थे हो ने कि जो यह वह ये वे क्या कौन कब कहाँ कहां कैसे कितना कितने कितनी क्यों किस किसने एक
  не и в на с по для из от до у о об а но или как что кто где когда сколько какой какая какие это эта этот ли
`);
