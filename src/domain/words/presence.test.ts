import { expect, test } from "vitest";
import { byPerson } from "../messaging/presence";
import { presenceWords } from "./presence";

const ines = { userId: "u1", name: "Inês", isTyping: false };
const omar = { userId: "u2", name: "Omar", isTyping: false };

test("says who else is there, and before all who types", () => {
  expect(presenceWords([])).toBeNull();
  expect(presenceWords([ines])).toBe("Inês is here too");
  expect(presenceWords([ines, omar])).toBe("Inês and Omar are here too");
  expect(presenceWords([ines, { ...omar, isTyping: true }])).toBe("Omar is typing");
});

test("a person with two tabs is there once, and types when one of them types", () => {
  expect(byPerson([omar, ines, { ...ines, isTyping: true }, ines])).toEqual([{ ...ines, isTyping: true }, omar]);
});
