interface Frame {
  /** Finished text; pieces, because joining long strings again and again would take quadratic time. */
  pieces: string[];
  /** Line breaks owed before the next text: 1 = new line, 2 = new block. */
  owed: 0 | 1 | 2;
  /** Mark to write before the next text, such as "# " or "- ". */
  mark: string;
}

/** A cell with more than this on more than one line is a page laid out by a table, not a table. */
const LONGEST_CELL = 400;

const newFrame = (): Frame => ({ pieces: [], owed: 0, mark: "" });
const textOf = ({ pieces }: Frame) => pieces.join("").trim();

/** Collects text as a reader sees it: white space collapsed, blocks apart, the cells of a row on one line. */
export class TextBlocks {
  readonly #frames: Frame[] = [newFrame()];
  readonly #rows: string[][] = [];

  write(text: string, isPreformatted = false): void {
    const frame = this.#current;
    const lines = isPreformatted ? text.split("\n") : [text];
    lines.forEach((line, index) => {
      if (index > 0) this.breakLine();
      this.#writeInline(frame, line.replace(/\s+/g, " "));
    });
  }

  /** The next text starts on a new line, with the mark before it. */
  breakLine(mark = ""): void {
    const frame = this.#current;
    if (frame.owed === 0) frame.owed = 1;
    if (mark) frame.mark = mark;
  }

  /** The next text starts a new block, with the mark before it. */
  startBlock(mark = ""): void {
    const frame = this.#current;
    frame.owed = 2;
    // A list mark waits for the first paragraph of its item.
    if (mark || !frame.mark.endsWith(". ") || frame.mark.startsWith("#"))
      frame.mark = mark || (frame.mark.startsWith("#") ? "" : frame.mark);
  }

  openRow(): void {
    this.breakLine();
    this.#rows.push([]);
  }

  openCell(): void {
    this.#frames.push(newFrame());
  }

  closeCell(): void {
    if (this.#frames.length < 2) return;
    const cell = textOf(this.#frames.pop() as Frame);
    const row = this.#rows.at(-1);
    if (row) row.push(cell);
    else this.write(cell);
  }

  closeRow(): void {
    const cells = this.#rows.pop() ?? [];
    if (cells.some((cell) => cell.includes("\n") && cell.length > LONGEST_CELL)) {
      for (const cell of cells) this.#writeBlock(cell);
      return;
    }
    const filled = cells.map((cell) => cell.replace(/\s*\n\s*/g, " "));
    if (filled.every((cell) => cell === "")) return;
    this.breakLine();
    this.#writeInline(this.#current, filled.join(" | "));
    this.breakLine();
  }

  /** All text; what was left open is closed. */
  finish(): string {
    while (this.#rows.length > 0 || this.#frames.length > 1) {
      if (this.#frames.length > 1) this.closeCell();
      else this.closeRow();
    }
    return textOf(this.#current);
  }

  get #current(): Frame {
    return this.#frames.at(-1) as Frame;
  }

  #writeBlock(text: string): void {
    if (text === "") return;
    this.startBlock();
    this.#writeInline(this.#current, text);
    this.startBlock();
  }

  #writeInline(frame: Frame, text: string): void {
    const last = frame.pieces.at(-1);
    const isLineStart = frame.owed > 0 || last === undefined;
    const shown = isLineStart || /\s$/.test(last) ? text.replace(/^ /, "") : text;
    if (shown === "") return;
    if (frame.owed > 0 && last !== undefined) {
      frame.pieces[frame.pieces.length - 1] = last.trimEnd();
      frame.pieces.push("\n".repeat(frame.owed));
    }
    frame.pieces.push(frame.mark + shown);
    frame.owed = 0;
    frame.mark = "";
  }
}
