/** Spreadsheets take a text that begins with one of these for a formula and run it. */
const FORMULA = /^[=+\-@\t\r]/;

/** A line of comma-separated values (RFC 4180). What would be taken for a formula gets a ' before it, which is not shown. */
export function csvLine(fields: readonly (string | null)[]): string {
  const cells = fields.map((field) => {
    const text = field ?? "";
    const safe = FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${cells.join(",")}\r\n`;
}
