import { expect, test } from "vitest";
import { say } from "@/test/say";
import { byPerson } from "../messaging/presence";
import { presenceWords } from "./presence";

const ines = { userId: "u1", name: "Inês", isTyping: false };
const omar = { userId: "u2", name: "Omar", isTyping: false };

test("says who else is there, and before all who types", () => {
  expect(presenceWords(say, [], "en")).toBeNull();
  expect(presenceWords(say, [ines], "en")).toBe("Inês is here too");
  expect(presenceWords(say, [ines, omar], "en")).toBe("Inês and Omar are here too");
  expect(presenceWords(say, [ines, { ...omar, isTyping: true }], "en")).toBe("Omar is typing");
});

test("a person with two tabs is there once, and types when one of them types", () => {
  expect(byPerson([omar, ines, { ...ines, isTyping: true }, ines])).toEqual([{ ...ines, isTyping: true }, omar]);
});
