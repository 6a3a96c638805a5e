import { languageNames } from "./language-names";
import type { MessageKey, Translate } from "./translate";

/** More doesn't fit into a line; the rest stands at the side. */
const MAX_FACTS = 5;

const LABELS: Record<string, MessageKey> = {
  name: "conversation.facts.name",
  email: "conversation.facts.email",
  language: "conversation.facts.language",
  order_number: "conversation.facts.orderNumber",
  booking_number: "conversation.facts.bookingNumber",
  invoice_number: "conversation.facts.invoiceNumber",
};

/** "name" as a label: "Order number" for `order_number`; names that a business gave are its own words. */
export function factLabel(t: Translate, name: string): string {
  const label = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
  if (label) return t(label);
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toLocaleUpperCase("en") + words.slice(1);
}

/** A value as people read it: languages by name. */
export const factValue = ({ name, value }: { name: string; value: string }, locale: string): string =>
  name === "language" && /^[a-z]{2,3}$/.test(value) ? languageNames([value], locale) : value;

/** What is known of a customer in one line: "Name: Ana · Order number: 1234"; "" when nothing is. */
export const factLine = (t: Translate, fields: readonly { name: string; value: string }[], locale: string): string =>
  fields
    .slice(0, MAX_FACTS)
    .map((field) => `${factLabel(t, field.name)}: ${factValue(field, locale)}`)
    .join(" · ");
