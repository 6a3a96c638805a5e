import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "./csv";

/** Reads one line back, sign by sign, by the rules of RFC 4180. */
function parse(line: string): string[] {
  const cells = [""];
  let isQuoted = false;
  const text = line.replace(/\r\n$/, "");
  for (let index = 0; index < text.length; index++) {
    const sign = text[index] ?? "";
    if (sign === '"' && isQuoted && text[index + 1] === '"') cells.push((cells.pop() ?? "") + text[index++]);
    else if (sign === '"') isQuoted = !isQuoted;
    else if (sign === "," && !isQuoted) cells.push("");
    else cells.push((cells.pop() ?? "") + sign);
  }
  return cells;
}

test("what was written is what is read, whatever stands in it", () => {
  const text = fc.string().filter((one) => !/^[=+\-@\t\r]/.test(one));
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (fields) => {
      expect(parse(csvLine(fields))).toEqual(fields);
    }),
  );
});

test.each(["=1+1", "+351", "-2", "@SUM(A1)", "\tx", "\rx"])("%j is no formula", (text) => {
  expect(parse(csvLine([text, "x"]))[0]).toBe(`'${text}`);
});

test("nothing is an empty cell", () => {
  expect(csvLine(["a", null, "b"])).toBe("a,,b\r\n");
});
