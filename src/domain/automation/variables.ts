/** What a text can name in double braces. Everything is text that was checked nowhere: customers choose their names. */
export interface TextVariables {
  /** As WhatsApp tells it; null when it doesn't. */
  name: string | null;
  business: string;
  /** When it opens next, in words; null when it is open or never opens. */
  nextOpening: string | null;
  /** Who of the team writes it, as customers may read it; absent where no person does. */
  operator?: string | null;
  fields: Readonly<Record<string, string>>;
}

const PLACEHOLDER = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;
const MAX_VALUE = 200;

/** A value can't make another placeholder, break the line or fill the screen. */
const tame = (value: string): string =>
  value
    .replaceAll(/[{}]/g, "")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, MAX_VALUE);

/** The part of a name that one says hello to; of a number or an emoji alone, none. */
export function firstName(name: string | null): string {
  const [first = ""] = (name ?? "").trim().split(/\s+/u);
  return /\p{L}/u.test(first) ? first : "";
}

function lookUp(placeholder: string, variables: TextVariables): string {
  const name = placeholder.trim().toLowerCase();
  if (name === "name") return variables.name ?? "";
  if (name === "first_name") return firstName(variables.name);
  if (name === "business") return variables.business;
  if (name === "next_opening") return variables.nextOpening ?? "";
  if (name === "operator") return variables.operator ?? "";
  const field = name.startsWith("field.") ? name.slice("field.".length) : undefined;
  return field !== undefined && Object.hasOwn(variables.fields, field) ? (variables.fields[field] ?? "") : "";
}

/**
 * The text as a customer reads it. `{{first_name|there}}` is "there" when nothing is known; what is unknown and has no
 * such word leaves nothing, and the spaces around it close up. Braces that name nothing are never sent.
 */
export function renderText(text: string, variables: TextVariables): string {
  return text
    .split("\n")
    .map((line) => renderLine(line, variables))
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** Where something was left out; stands in no text that people write. */
const GAP = "\u0000";

function renderLine(line: string, variables: TextVariables): string {
  const filled = line.replaceAll(
    PLACEHOLDER,
    (_, name: string, fallback?: string) => tame(lookUp(name, variables)) || tame(fallback ?? "") || GAP,
  );
  const closed = filled
    .replaceAll(/\{{2,}|\}{2,}/g, GAP)
    // "Hi {{name}}, welcome" is "Hi, welcome", and "{{name}}, welcome" is "welcome".
    .replaceAll(new RegExp(`^\\s*(?:${GAP}\\s*)+[,;:.!]*\\s*`, "g"), "")
    .replaceAll(new RegExp(`\\s*${GAP}(?=\\s*[\\p{P}]|\\s*$)\\s*`, "gu"), "")
    .replaceAll(new RegExp(`\\s*${GAP}\\s*`, "g"), " ");
  return withoutDoubleBraces(closed).trimEnd();
}

/** Single braces that came to stand beside each other. */
function withoutDoubleBraces(line: string): string {
  const fewer = line.replaceAll(/\{{2,}|\}{2,}/g, "");
  return fewer === line ? line : withoutDoubleBraces(fewer);
}

/**
 * The text for a person who looks over it before it goes: what is known is filled in, and what isn't stays as it is, to
 * be written by hand. See `blanksIn`.
 */
export const fillIn = (text: string, variables: TextVariables): string =>
  text.replaceAll(
    PLACEHOLDER,
    (_, name: string, fallback?: string) =>
      tame(lookUp(name, variables)) || tame(fallback ?? "") || `{{${name.trim().toLowerCase()}}}`,
  );

/** Somewhere in a text that is still to be written by hand. */
export interface Blank {
  start: number;
  end: number;
  /** For people: "first name", "order number". */
  label: string;
}

/** In their order. */
export const blanksIn = (text: string): Blank[] =>
  [...text.matchAll(PLACEHOLDER)].map(({ 0: whole, 1: name = "", index }) => ({
    start: index,
    end: index + whole.length,
    label: labelOf(name),
  }));

const labelOf = (name: string): string =>
  name
    .trim()
    .replace(/^field\./i, "")
    .replaceAll("_", " ")
    .trim() || "the gap";

/** Names in a text that stand for nothing, for whoever writes it. */
export function unknownVariables(text: string, { byPerson = false }: { byPerson?: boolean } = {}): string[] {
  const known = ["name", "first_name", "business", "next_opening", ...(byPerson ? ["operator"] : [])];
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name = ""]) => name.trim().toLowerCase());
  return [...new Set(names.filter((name) => !known.includes(name) && !/^field\.\S+$/.test(name)))];
}
