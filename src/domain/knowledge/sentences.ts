/** A full stop after one of these, or after a single capital, does not end a sentence. */
const ABBREVIATION = /(?:^|[\s("'])(?:Mr|Mrs|Ms|Dr|Prof|St|vs|e\.g|i\.e|Nr|approx|U\.S|U\.K|\p{Lu})\.$/u;
/** The segmenter does not split "…at risk. children are not…": chats and help texts are full of that. */
const LOWER_CASE_BREAK = /(?<=[.!?])[\s,]+(?=[\p{L}\d"'(])/u;
const LONG_PIECE = 160;
/** Beyond this a "sentence" is a list or a table without punctuation; it is cut at a space. */
const MAX_SENTENCE_LENGTH = 600;
const BLOCK_MARK = /^\s*(?:#{1,6}\s+|[-*+•▪◦]\s+|>\s+)+/;

let segmenter: Intl.Segmenter | undefined;

/**
 * The sentences of a text, in order, trimmed and never empty. A line break ends a sentence; marks of headings, bullets
 * and quotes are left out; table rows stay whole. Works for scripts that have their own full stops (。 । ؟).
 */
export function splitSentences(text: string): string[] {
  return text.split(/[\r\n]+/).flatMap((line) => splitLine(line.replace(BLOCK_MARK, "").trim()));
}

function splitLine(line: string): string[] {
  if (line === "") return [];
  segmenter ??= new Intl.Segmenter("en", { granularity: "sentence" });
  const sentences: string[] = [];
  for (const { segment } of segmenter.segment(line)) {
    const piece = segment.trim();
    const previous = sentences.at(-1);
    if (piece === "") continue;
    if (previous !== undefined && isAbbreviated(previous, piece))
      sentences[sentences.length - 1] = `${previous} ${piece}`;
    else sentences.push(piece);
  }
  return sentences.flatMap((sentence) => (sentence.length > LONG_PIECE ? splitLong(sentence) : [sentence]));
}

/** "No." is an abbreviation before a number and an answer before anything else. */
const isAbbreviated = (previous: string, next: string) =>
  ABBREVIATION.test(previous) || (/\bNo\.$/.test(previous) && /^\d/.test(next));

function splitLong(sentence: string): string[] {
  return sentence
    .split(LOWER_CASE_BREAK)
    .flatMap(cutAtSpaces)
    .filter((piece) => piece !== "");
}

function cutAtSpaces(piece: string): string[] {
  const parts: string[] = [];
  let rest = piece.trim();
  while (rest.length > MAX_SENTENCE_LENGTH) {
    const space = rest.lastIndexOf(" ", MAX_SENTENCE_LENGTH);
    const end = space > MAX_SENTENCE_LENGTH / 2 ? space : endOfWholeCharacter(rest, MAX_SENTENCE_LENGTH);
    parts.push(rest.slice(0, end).trim());
    rest = rest.slice(end).trim();
  }
  return [...parts, rest];
}

/** Never between the two halves of a surrogate pair. */
const endOfWholeCharacter = (text: string, end: number) =>
  /[\uD800-\uDBFF]/.test(text[end - 1] ?? "") ? end - 1 : end;
