import { FOREIGN_FUNCTION_WORDS, FUNCTION_WORDS } from "../stopwords";
import { termsOfWords, wordsOf } from "../terms";
import type { Statement } from "./statement";

/** Documents made after one model (sheets of products) share at least this many headings, and this share of them. */
const SIBLING_HEADINGS = 3;
const SIBLING_SHARE = 0.5;

/** What a document is, as far as its headings tell. */
export interface DocumentOutline {
  /** Of its name and of the heading above all others. */
  title: ReadonlySet<string>;
  /** Headings above all others: one of them is the document's title. */
  tops: ReadonlySet<string>;
  /** Headings below that, folded. */
  headings: ReadonlySet<string>;
}

const keyTerms = (text: string): Set<string> =>
  new Set(
    termsOfWords(
      wordsOf(text).filter((word) => !FUNCTION_WORDS.has(word) && !FOREIGN_FUNCTION_WORDS.has(word)),
      "universal",
    ),
  );

export function outlinesOf(statements: readonly Statement[]): Map<string, DocumentOutline> {
  const outlines = new Map<string, { title: Set<string>; tops: Set<string>; headings: Set<string> }>();
  for (const { passage } of statements) {
    const outline = outlines.get(passage.documentId) ?? {
      title: keyTerms(passage.documentName),
      tops: new Set(),
      headings: new Set(),
    };
    outlines.set(passage.documentId, outline);
    const [top = "", ...below] = passage.heading.split(" › ");
    outline.tops.add(top);
    for (const term of keyTerms(top)) outline.title.add(term);
    for (const heading of below) outline.headings.add([...keyTerms(heading)].join(" "));
  }
  return outlines;
}

/** Made after one model about different things: what differs between them is meant to. */
export function areSiblings(a: DocumentOutline, b: DocumentOutline): boolean {
  const common = [...a.headings].filter((heading) => b.headings.has(heading)).length;
  const isAlike = common >= SIBLING_HEADINGS && common / Math.min(a.headings.size, b.headings.size) >= SIBLING_SHARE;
  const isTitledApart =
    [...a.title].some((term) => !b.title.has(term)) && [...b.title].some((term) => !a.title.has(term));
  return isAlike && isTitledApart;
}

/** A sentence that names what it is about has this many terms at least. */
const SELF_CONTAINED_TERMS = 4;

/**
 * False when the headings right above two sentences each name something that the other side doesn't speak of: "City
 * bike" and "Tandem", "Deliveries" and "Returns". Under different titles of documents a sentence has to name its subject.
 */
export function shareSubject(a: Statement, b: Statement, outlines: ReadonlyMap<string, DocumentOutline>): boolean {
  const [headingA, headingB] = [a, b].map(({ passage }) => keyTerms(passage.heading.split(" › ").at(-1) ?? ""));
  if (!headingA || !headingB || headingA.size === 0 || headingB.size === 0) return true;
  if (isCovered(headingA, b) || isCovered(headingB, a)) return true;
  const areTitled = [a, b].every(
    ({ passage }) => !passage.heading.includes(" › ") && (outlines.get(passage.documentId)?.tops.size ?? 0) === 1,
  );
  return areTitled && Math.min(a.terms.size, b.terms.size) >= SELF_CONTAINED_TERMS;
}

function isCovered(heading: ReadonlySet<string>, { passage, terms }: Statement): boolean {
  const spoken = keyTerms(passage.heading);
  return [...heading].every((term) => spoken.has(term) || terms.has(term));
}
