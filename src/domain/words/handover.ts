import { languageNames } from "./reading";

/** More doesn't fit into a line; the rest stands at the side. */
const MAX_FACTS = 5;

/** "name" as a label: "Order number" for `order_number`. */
export const factLabel = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toLocaleUpperCase("en") + words.slice(1);
};

/** A value as people read it: languages by name. */
export const factValue = ({ name, value }: { name: string; value: string }): string =>
  name === "language" && /^[a-z]{2,3}$/.test(value) ? languageNames([value]) : value;

/** What is known of a customer in one line: "Name: Ana · Order number: 1234"; "" when nothing is. */
export const factLine = (fields: readonly { name: string; value: string }[]): string =>
  fields
    .slice(0, MAX_FACTS)
    .map((field) => `${factLabel(field.name)}: ${factValue(field)}`)
    .join(" · ");
