import fc from "fast-check";
import { expect, test } from "vitest";
import { storable } from "./storable";

/** Strings with halves of a sign and the sign 0 in them. */
const anyText = fc
  .string({ unit: "binary" })
  .chain((text) => fc.constantFrom(text, `${text}\ud83d`, `\udc00\0${text}`));

test("whatever is stored has no half of a sign and no sign 0, in its keys neither", () => {
  fc.assert(
    fc.property(fc.object({ key: anyText, values: [anyText] }), (value) => {
      const json = JSON.stringify(storable(value));
      expect(json).not.toMatch(/\\u(?:0000|d[89a-f])/i);
    }),
  );
});

test("what Postgres takes stays as it is", () => {
  const value = { text: "Grüße 🎂", at: new Date(0), list: [1, null, true, undefined], none: undefined };
  expect(storable(value)).toEqual(value);
});
