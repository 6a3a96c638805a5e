import { unknownVariables } from "@/domain/automation/variables";

/** What can be filled into a text, or what is written there that nothing is called. */
export function variablesHint(text: string): string {
  const unknown = unknownVariables(text);
  if (unknown.length > 0)
    return `Nothing is called ${unknown.map((name) => `{{${name}}}`).join(", ")}; it will be left out.`;
  return "You can write {{first_name}}, {{name}}, {{business}}, {{next_opening}} and {{field.order_number}}; {{first_name|there}} says “there” when no name is known.";
}
