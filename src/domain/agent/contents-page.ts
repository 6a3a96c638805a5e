/** "9.1.2. Refunds", "Refunds ........ 12", "Table of contents": lines that point to text instead of being it. */
const NUMBERED_TITLE = /^\s*(?:[-*•]\s*)?(?:chapter\s+)?\d{1,3}(?:\.\d{1,3})*\.?\s+\S/iu;
const LEADER = /(?:\.\s?){4,}\s*\d+\s*$|…{2,}\s*\d+\s*$/u;
const CONTENTS_TITLE =
  /^\s*(?:#+\s*)?(?:table of )?contents\s*$|^\s*(?:#+\s*)?(?:[ií]ndice|sum[aá]rio|sommaire|table des mati[eè]res|inhalt(?:sverzeichnis)?|indice|daftar isi|inhoud(?:sopgave)?|i[cç]indekiler|содержание|оглавление|目录|目次|المحتويات|विषय[- ]?सूची)\s*$/iu;
/** A line of running text is longer, or ends like a sentence. */
const MAX_TITLE_LENGTH = 160;
/** Fewer lines are a short list, which may well be the answer. */
const MIN_LINES = 4;

/**
 * True when a passage is a table of contents (or a page of one): nearly all of its lines are numbered titles or end in a
 * page number. Such a passage has the words of every question and the answer to none.
 */
export function isContentsPage(text: string): boolean {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== "");
  if (lines.length < MIN_LINES) return false;
  const pointers = lines.filter((line) => isPointer(line)).length;
  const isAnnounced = lines.some((line) => CONTENTS_TITLE.test(line));
  return pointers / lines.length >= (isAnnounced ? 0.5 : 0.8) && hasSeveralLevels(lines);
}

const isPointer = (line: string): boolean =>
  CONTENTS_TITLE.test(line) ||
  LEADER.test(line) ||
  (line.length <= MAX_TITLE_LENGTH && NUMBERED_TITLE.test(line) && !/[^.\d]\.\s*$/u.test(line));

/** Steps of a manual are numbered 1, 2, 3; contents have chapters within chapters, or page numbers. */
const hasSeveralLevels = (lines: readonly string[]): boolean =>
  lines.some((line) => LEADER.test(line) || /^\s*\d{1,3}\.\d{1,3}/u.test(line));
