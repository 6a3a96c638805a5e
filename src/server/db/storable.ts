/**
 * A value as Postgres takes it: without the sign 0, which neither text nor JSON can hold, and without halves of a sign
 * (lone surrogates), which JSON cannot; keys as well. What a model or another system says may hold both.
 */
export function storable<Value>(value: Value): Value {
  return cleaned(value) as Value;
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleaned(item)]));
}

const cleanText = (text: string): string => text.replaceAll("\0", "").toWellFormed();

/** Others, such as dates, have a form of their own in the database. */
const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
