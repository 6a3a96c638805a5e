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
