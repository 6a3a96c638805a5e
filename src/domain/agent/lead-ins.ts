import { contentStems } from "./word-overlap";

/**
 * Words of lines that only lead over to what follows: "Here are the steps:". As a model writes them in the languages it
 * writes most. No courtesies: an apology is something that others can make the bot say.
 */
const LEADING_OVER =
  "step steps detail details following follows below siguientes siguiente pasos detalles continuación seguintes seguinte passos detalhes " +
  "suivantes suivante étapes détails voici folgenden folgende schritte einzelheiten";
const STEMS = contentStems(LEADING_OVER);

/** True for a line that announces others and has no content of its own. Facts and names are looked at apart. */
export function onlyLeadsOver(sentence: string): boolean {
  if (!/[:：]$/u.test(sentence.trim())) return false;
  const stems = [...contentStems(sentence)];
  return stems.length > 0 && stems.every((stem) => STEMS.has(stem));
}
