import { contentStems } from "./word-overlap";

/**
 * Words of sentences that only lead over to what is said: "Here are the steps:", "I'm sorry for the confusion." As a
 * model writes them in the languages it writes most; whoever adds one has to ask what two of them could claim together.
 */
const LEADING_OVER =
  "apologise apologize apologies apology confusion inconvenience sorry step steps detail details following follows below hello glad happy thank thanks " +
  "siguientes siguiente pasos detalles continuación disculpa disculpe disculpas confusión molestias lamento gracias " +
  "seguintes seguinte passos detalhes desculpe desculpas confusão incômodo obrigado obrigada " +
  "suivantes suivante étapes détails voici excusez désolé confusion merci " +
  "folgenden folgende schritte einzelheiten entschuldigung verwirrung danke";
const STEMS = contentStems(LEADING_OVER);

/** True for a sentence without any content of its own. Facts and names are looked at apart. */
export function onlyLeadsOver(sentence: string): boolean {
  const stems = [...contentStems(sentence)];
  return stems.length > 0 && stems.every((stem) => STEMS.has(stem));
}
