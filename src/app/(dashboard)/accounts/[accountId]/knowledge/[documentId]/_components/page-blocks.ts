export interface PageBlock {
  kind: "heading" | "text";
  text: string;
}

/** A page as it was read, in blocks to draw: headings lose their `#`, everything else keeps its line breaks. */
export function toPageBlocks(text: string): PageBlock[] {
  return text
    .split(/\n{2,}|\n(?=#{1,6} )|(?<=^#{1,6} .*)\n/m)
    .map((block) => block.trim())
    .filter((block) => block !== "")
    .map((block) => {
      const heading = /^#{1,6} (.+)$/.exec(block);
      return heading?.[1] ? { kind: "heading", text: heading[1] } : { kind: "text", text: block };
    });
}
