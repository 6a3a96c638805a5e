import type { Section } from "./sections";

/** A value, a name, a number: less than a sentence says too little to be found by itself. */
const TINY_LENGTH = 60;
/** Merged sections stay well below one chunk. */
const MAX_MERGED_LENGTH = 600;
/** "Brand", "Technical specs": a label. Longer headings and questions are titles and keep their text to themselves. */
const MAX_LABEL_WORDS = 3;

/**
 * Joins tiny labelled sections ("Brand" over one word, "Price" over a number) to what stands before them under the same
 * heading, on the same page: their labels become lines of the text.
 */
export function mergeTinySections(sections: readonly Section[]): Section[] {
  const merged: Section[] = [];
  for (const section of sections) {
    const previous = merged.at(-1);
    const host = previous && isTinyLabelled(section) ? hostFor(section, previous) : undefined;
    if (host) merged[merged.length - 1] = { ...host, blocks: [...host.blocks, withLabel(section)] };
    else merged.push(section);
  }
  return merged;
}

const lengthOf = (blocks: readonly string[]) => blocks.reduce((sum, block) => sum + block.length + 2, 0);

function isTinyLabelled({ headings, blocks }: Section): boolean {
  const label = headings.at(-1);
  if (label === undefined || headings.length < 2 || lengthOf(blocks) > TINY_LENGTH) return false;
  return label.split(/\s+/).length <= MAX_LABEL_WORDS && !/[?？؟]/u.test(label);
}

/** What a tiny section can join: the text right under its parent heading, or a tiny sibling, labelled in its turn. */
function hostFor(section: Section, previous: Section): Section | undefined {
  const parent = section.headings.slice(0, -1);
  if (section.page !== previous.page || lengthOf(previous.blocks) + lengthOf(section.blocks) > MAX_MERGED_LENGTH)
    return undefined;
  if (isSamePath(previous.headings, parent)) return previous;
  const isSibling = isTinyLabelled(previous) && isSamePath(previous.headings.slice(0, -1), parent);
  return isSibling ? { page: previous.page, headings: parent, blocks: [withLabel(previous)] } : undefined;
}

const isSamePath = (a: readonly string[], b: readonly string[]) => a.join("\n") === b.join("\n");

const withLabel = ({ headings, blocks }: Section) => `${headings.at(-1)}\n${blocks.join("\n")}`;
