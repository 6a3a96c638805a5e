/** For tests: the English texts of the source, as they are written in its files. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const SOURCE = path.resolve(import.meta.dirname, "..");

const QUOTED = /"(?:[^"\\\n]|\\.)*"/.source;
/** What stands in `${…}` may hold another template, one level deep. */
const TEMPLATE = /`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\})*`/.source;
/** A text in quotation marks or backticks, as a group. */
export const LITERAL = `(${QUOTED}|${TEMPLATE})`;

/** Any text, and what looks like text and isn't: comments, SQL, and errors that are only logged. */
const TEXT = new RegExp(
  `/\\*[^]*?\\*/|//[^\\n]*|sql(?:<[^\`]*>)?${TEMPLATE}|new (?:Type|Range)?Error\\(\\s*(?:${QUOTED}|${TEMPLATE})|${LITERAL}`,
  "g",
);

/** `${…}` and `{name}` are places for values; what they are called here and there doesn't matter. */
export const withPlaces = (sentence: string) =>
  sentence
    .replaceAll(/\$\{(?:[^{}`]|`[^`]*`|\{[^{}]*\})*\}/g, "{}")
    .replaceAll(/\\(["`\\$])/g, "$1")
    .replaceAll(/\{\w*\}/g, "{}");

/** It begins as a sentence, with a number or a value, ends as one, and has words. */
const isSentence = (text: string) => /^[A-Z\d“{/\\].* .*[.!?}]$/.test(text) && /[a-z]{2}/.test(text);

/** It has words, and more than one: a name for programs has no blank in it. */
export const isText = (text: string) => / /.test(text) && /[a-z]{2}/.test(text);

export const texts = (literals: Iterable<string | undefined>) => [
  ...new Set([...literals].flatMap((literal) => literal?.slice(1, -1) ?? []).map(withPlaces)),
];
export const sentences = (literals: Iterable<string | undefined>) => texts(literals).filter(isSentence);

export const read = (file: string) => readFileSync(path.join(SOURCE, file), "utf8");

export const files = ["server", "domain"]
  .flatMap((folder) =>
    readdirSync(path.join(SOURCE, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      path.join(folder, file),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|fixture|-harness/.test(file));
export const among = (places: readonly string[]) => (file: string) => places.some((place) => file.startsWith(place));

const literalsIn = (text: string) => [...text.matchAll(TEXT)].map(([, literal]) => literal);

/** A constant of the outermost level: it ends at the semicolon after which a line begins anew. */
function readConstant(file: string, name: string): string {
  const found = new RegExp(`^(?:export )?const ${name}\\b[^]*?;$(?!\\n[ })\\]])`, "m").exec(read(file))?.[0];
  if (found === undefined) throw new Error(`There is no constant ${name} in ${file}.`);
  return found;
}

/** All sentences of a file, whatever is done with them; of `file#NAME` all texts of that constant, sentences or not. */
export function sentencesOf(place: string): string[] {
  const [file = "", constant] = place.split("#");
  return constant ? texts(literalsIn(readConstant(file, constant))).filter(isText) : sentences(literalsIn(read(file)));
}
