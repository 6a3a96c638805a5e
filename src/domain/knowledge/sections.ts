import type { ParsedPage } from "./document";

/** Text under one heading on one page. Blocks are paragraphs, lists or tables; a table's rows are lines with ` | `. */
export interface Section {
  /** 1-based. */
  page: number;
  /** Headings above it, outermost first. */
  headings: string[];
  blocks: string[];
}

const HEADING = /^(#{1,6})\s+(.+?)\s*#*$/;
const HYPHENATED = /(\p{L})[-‐]\n(?=\p{Ll})/gu;
const MAX_HEADING_LENGTH = 200;

/**
 * Cuts pages at their headings. The headings above go on over page ends. A section never crosses a page. A heading with
 * nothing below it stays findable: it becomes the text of a section itself.
 */
export function sectionsOf(pages: readonly ParsedPage[]): Section[] {
  const sections: Section[] = [];
  let path: { level: number; title: string }[] = [];
  /** The last heading, as long as nothing stands below it. */
  let childless: Section | undefined;
  for (const { number, text } of pages) {
    let section: Section = { page: number, headings: path.map(({ title }) => title), blocks: [] };
    for (const block of text.split(/\n{2,}/).flatMap(splitAtHeadings)) {
      const heading = HEADING.exec(block);
      if (!heading) {
        const repaired = block.replace(HYPHENATED, "$1").trim();
        if (repaired === "") continue;
        if (section.blocks.length === 0) sections.push(section);
        section.blocks.push(repaired);
        childless = undefined;
        continue;
      }
      const level = heading[1]?.length ?? 1;
      const title = (heading[2] ?? "").slice(0, MAX_HEADING_LENGTH);
      if (childless && level <= (path.at(-1)?.level ?? 0)) sections.push(childless);
      path = [...path.filter((above) => above.level < level), { level, title }];
      section = { page: number, headings: path.map((above) => above.title), blocks: [] };
      childless = { page: number, headings: path.slice(0, -1).map((above) => above.title), blocks: [title] };
    }
  }
  if (childless) sections.push(childless);
  return sections;
}

/** A heading is a block of its own even where no blank line follows. */
function splitAtHeadings(block: string): string[] {
  const parts: string[] = [];
  for (const line of block.split("\n")) {
    const previous = parts.at(-1);
    if (previous === undefined || HEADING.test(line) || HEADING.test(previous)) parts.push(line);
    else parts[parts.length - 1] = `${previous}\n${line}`;
  }
  return parts;
}
