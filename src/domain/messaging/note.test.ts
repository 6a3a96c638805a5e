import fc from "fast-check";
import { expect, test } from "vitest";
import { type Mentionable, mentionedIn, nameBeingTyped, noteParts, peopleNamed, withIds, withNames } from "./note";

const ANN: Mentionable = { userId: "6f1c-a", name: "Ann" };
const ANNA: Mentionable = { userId: "6f1c-b", name: "Anna Reis" };

test("names that were chosen are kept as ids, also where one name begins another", () => {
  const kept = withIds("@Anna Reis, ask @Ann. Not @Annabel", [ANN, ANNA]);
  expect(kept).toBe("<@6f1c-b>, ask <@6f1c-a>. Not @Annabel");
  expect(mentionedIn(kept)).toEqual(["6f1c-b", "6f1c-a"]);
});

test("a mention is shown by the name of today, and by words when nobody is called so any more", () => {
  expect(noteParts("<@6f1c-b> knows, <@gone>", [{ ...ANNA, name: "Anna Sousa" }])).toEqual([
    { mention: "@Anna Sousa" },
    { text: " knows, " },
    { mention: "@somebody who left" },
  ]);
});

test("a note that is changed reads as it was typed", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("@Ann", "@Anna Reis", "hello", ",", "<", "@")), (pieces) => {
      const typed = pieces.join(" ");
      expect(withNames(withIds(typed, [ANN, ANNA]), [ANN, ANNA])).toBe(typed);
    }),
  );
});

test.each([
  ["@", ""],
  ["ask @an", "an"],
  ["ask @Anna R", "Anna R"],
  ["mail me@an", undefined],
  ["no name", undefined],
  ["@ann\n", undefined],
])("after %j the name being typed is %j", (text, name) => {
  expect(nameBeingTyped(text)).toBe(name);
});

test("people are found by the start of any of their names", () => {
  expect(peopleNamed([ANN, ANNA], "re")).toEqual([ANNA]);
  expect(peopleNamed([ANN, ANNA], "AN")).toEqual([ANN, ANNA]);
});
