/** Contact cards as phones send them: vCard 2.1 to 4.0, of which only the name and the numbers matter. Pure. */

export interface Card {
  name: string;
  /** As written on the card. */
  phones: string[];
}

/** A card comes from anybody: it must not grow beyond what a person would send. */
const MOST_PHONES = 20;
const LONGEST_TEXT = 200;

/** `BEGIN:VCARD…`, one or several; what holds no name and no number is left out. */
export function parseCards(source: string): Card[] {
  return source
    .split(/^BEGIN:VCARD\s*$/im)
    .slice(1)
    .map(parseCard)
    .filter(({ name, phones }) => name !== "" || phones.length > 0);
}

function parseCard(source: string): Card {
  const lines = unfold(source).map(parseLine);
  const read = (property: string) => lines.find((line) => line.property === property)?.value ?? "";
  const phones = lines
    .filter(({ property }) => property === "TEL")
    .map(({ value }) => tidy(value.replace(/^tel:/i, "")));
  // N is family;given;…, written for machines.
  const structured = read("N").split(";").reverse().join(" ");
  return {
    name: tidy(read("FN") || structured || read("ORG")),
    phones: [...new Set(phones.filter((phone) => phone !== ""))].slice(0, MOST_PHONES),
  };
}

/** A line that begins with a space goes on the one before; so does, in vCard 2.1, one after `=` at the end. */
function unfold(source: string): string[] {
  const lines: string[] = [];
  for (const line of source.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    const last = lines.at(-1);
    if (last !== undefined && /QUOTED-PRINTABLE.*=$/i.test(last)) lines[lines.length - 1] = last.slice(0, -1) + line;
    else lines.push(line);
  }
  return lines;
}

/** `item1.TEL;type=CELL;waid=628…:+62 8…` */
function parseLine(line: string): { property: string; value: string } {
  const colon = line.indexOf(":");
  if (colon < 0) return { property: "", value: "" };
  const [name = "", ...parameters] = line.slice(0, colon).split(";");
  const raw = line.slice(colon + 1);
  const isQuoted = parameters.some((parameter) => /QUOTED-PRINTABLE$/i.test(parameter));
  return { property: name.replace(/^.*\./, "").toUpperCase(), value: isQuoted ? decodeQuoted(raw) : unescapeText(raw) };
}

const unescapeText = (value: string) => value.replace(/\\n/gi, " ").replace(/\\([\\,;:])/g, "$1");

function decodeQuoted(value: string): string {
  const bytes = value.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Databases refuse the character U+0000 and halves of characters, which a text may hold. */
const tidy = (value: string) =>
  [...value.replaceAll("\0", "").toWellFormed().replace(/\s+/g, " ").trim()].slice(0, LONGEST_TEXT).join("");
