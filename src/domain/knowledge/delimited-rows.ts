export interface DelimitedRow {
  /** 1-based line of the file on which it begins: a quoted cell may go over several. */
  line: number;
  cells: string[];
  /** False when something follows a closing quote: another delimiter was meant. */
  isWellQuoted: boolean;
}

/** Rows of cells by RFC 4180, cells without spaces around them, rows without any text left out. */
export function parseDelimited(text: string, delimiter: string): DelimitedRow[] {
  const rows: DelimitedRow[] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  let wasQuoted = false;
  let isWellQuoted = true;
  let line = 1;
  let startLine = 1;
  const endRow = () => {
    rows.push({ line: startLine, cells: [...row, cell], isWellQuoted });
    row = [];
    cell = "";
    wasQuoted = false;
    isWellQuoted = true;
  };
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string;
    const isLineEnd = character === "\n" || (character === "\r" && text[index + 1] !== "\n");
    if (isLineEnd) line += 1;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[index + 1] === '"') cell += text[++index];
      else isQuoted = false;
    } else if (character === '"' && cell.trim() === "") {
      cell = "";
      isQuoted = true;
      wasQuoted = true;
    } else if (character === delimiter) {
      row.push(cell);
      cell = "";
      wasQuoted = false;
    } else if (isLineEnd) {
      endRow();
      startLine = line;
    } else if (character !== "\r") {
      cell += character;
      if (wasQuoted && character.trim() !== "") isWellQuoted = false;
    }
  }
  if (cell !== "" || row.length > 0) endRow();
  return rows
    .map((one) => ({ ...one, cells: one.cells.map((value) => value.trim()) }))
    .filter(({ cells }) => cells.some((value) => value !== ""));
}
