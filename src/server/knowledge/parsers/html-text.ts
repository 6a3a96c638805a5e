import { Parser } from "htmlparser2";
import { TextBlocks } from "./text-blocks";

/** Never text of the page, or not what it is about. */
const SKIPPED = new Set(
  "script style noscript template head iframe object embed svg math canvas audio video nav select button form-data dialog".split(
    " ",
  ),
);
const BLOCKS = new Set(
  "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header hgroup hr main p pre section summary table tbody thead tfoot caption ul ol menu".split(
    " ",
  ),
);
const PARAGRAPHS = new Set("p blockquote pre table ul ol dl figure section article".split(" "));
const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

export interface HtmlText {
  text: string;
  /** Of `<title>`; "" when there is none. */
  title: string;
}

/**
 * The visible text of HTML: headings as `#` lines, list items as `-` or numbers, table rows on one line each with
 * ` | ` between the cells. Scripts, styles, navigation and hidden elements are left out; nothing is fetched. Works in
 * one pass without a tree, so nesting of any depth is harmless.
 */
export function htmlToText(html: string): HtmlText {
  const reader = new HtmlReader();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reader.open(name, attributes),
      onclosetag: (name) => reader.close(name),
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return { text: reader.blocks.finish(), title: reader.title.replace(/\s+/g, " ").trim() };
}

class HtmlReader {
  readonly blocks = new TextBlocks();
  title = "";
  /** Open elements inside the outermost skipped one, itself included; 0 = visible. */
  #skipDepth = 0;
  #isTitle = false;
  #preDepth = 0;
  readonly #lists: { isOrdered: boolean; count: number }[] = [];

  open(name: string, attributes: Record<string, string>): void {
    if (name === "title") this.#isTitle = true;
    if (this.#skipDepth > 0 || SKIPPED.has(name) || isHidden(attributes)) {
      if (!VOID.has(name)) this.#skipDepth++;
      return;
    }
    if (name === "br") this.blocks.breakLine();
    else if (name === "li") this.#openItem();
    else if (name === "td" || name === "th") this.blocks.openCell();
    else if (name === "tr") this.blocks.openRow();
    else if (/^h[1-6]$/.test(name)) this.blocks.startBlock(`${"#".repeat(Number(name[1]))} `);
    else if (BLOCKS.has(name)) this.#openBlock(name);
  }

  close(name: string): void {
    if (name === "title") this.#isTitle = false;
    if (this.#skipDepth > 0) {
      if (!VOID.has(name)) this.#skipDepth--;
      return;
    }
    if (name === "td" || name === "th") this.blocks.closeCell();
    else if (name === "tr") this.blocks.closeRow();
    else if (name === "li") this.blocks.breakLine();
    else if (/^h[1-6]$/.test(name)) this.blocks.startBlock();
    else if (BLOCKS.has(name)) this.#closeBlock(name);
  }

  text(text: string): void {
    if (this.#isTitle) this.title += text;
    else if (this.#skipDepth === 0) this.blocks.write(text, this.#preDepth > 0);
  }

  #openItem(): void {
    const list = this.#lists.at(-1);
    if (list) list.count++;
    const indent = "  ".repeat(Math.max(0, this.#lists.length - 1));
    this.blocks.breakLine(list?.isOrdered ? `${indent}${list.count}. ` : `${indent}- `);
  }

  #openBlock(name: string): void {
    if (name === "pre") this.#preDepth++;
    if (name === "ul" || name === "ol" || name === "menu") {
      // A list inside a list goes on below its item.
      if (this.#lists.length === 0) this.blocks.startBlock();
      this.#lists.push({ isOrdered: name === "ol", count: 0 });
    } else this.#separate(name);
  }

  #closeBlock(name: string): void {
    if (name === "pre") this.#preDepth--;
    if (name === "ul" || name === "ol" || name === "menu") {
      this.#lists.pop();
    }
    this.#separate(name);
  }

  /** Paragraphs in list items and cells stay with their item. */
  #separate(name: string): void {
    if (PARAGRAPHS.has(name) && this.#lists.length === 0) this.blocks.startBlock();
    else this.blocks.breakLine();
  }
}

const isHidden = (attributes: Record<string, string>) =>
  "hidden" in attributes ||
  attributes["aria-hidden"] === "true" ||
  attributes.role === "navigation" ||
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attributes.style ?? "");
