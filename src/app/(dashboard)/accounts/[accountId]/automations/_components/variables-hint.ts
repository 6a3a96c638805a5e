import { unknownVariables } from "@/domain/automation/variables";
import type { Translate } from "@/domain/words/translate";

/** What can be filled into a text, or what is written there that nothing is called. */
export function variablesHint(t: Translate, text: string): string {
  const unknown = unknownVariables(text);
  if (unknown.length === 0) return t("automations.variables.hint");
  return t("automations.variables.unknown", { names: unknown.map((name) => `{{${name}}}`).join(", ") });
}
