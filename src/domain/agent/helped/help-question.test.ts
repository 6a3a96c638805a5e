import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AGENT_LANGUAGES } from "../calendar-words";
import { splitReply } from "../split-reply";
import {
  askedInParts,
  helpQuestion,
  languageOfHelpQuestion,
  withHelpQuestion,
  withoutHelpQuestion,
} from "./help-question";
import { thumbOf } from "./rating";

const language = fc.constantFrom(...AGENT_LANGUAGES);
const answer = fc.string({ minLength: 1, unit: "grapheme" }).map((text) => `${text.trim()}.`);

describe("the question", () => {
  test.each(AGENT_LANGUAGES)("names both thumbs in %s, and is told from that of every other language", (one) => {
    const question = helpQuestion(one);
    expect([...question].filter((character) => thumbOf(character)).map((character) => thumbOf(character))).toEqual([
      "up",
      "down",
    ]);
    expect(languageOfHelpQuestion(question)).toBe(one);
    expect(question.length).toBeLessThan(80);
  });

  test("is taken away from whatever it was put below, and nothing else is", () => {
    fc.assert(
      fc.property(answer, language, (text, one) => {
        expect(withoutHelpQuestion(text)).toBe(text);
        const asked = withHelpQuestion(text, helpQuestion(one));
        expect(languageOfHelpQuestion(asked)).toBe(one);
        expect(withoutHelpQuestion(asked)).toBe(text);
      }),
    );
  });

  test("that stands within a text, or in a line of somebody's own, is theirs", () => {
    const question = helpQuestion("en");
    expect(withoutHelpQuestion(`${question}\n\nYes.`)).toBe(`${question}\n\nYes.`);
    expect(withoutHelpQuestion(`I ask you: ${question}`)).toBe(`I ask you: ${question}`);
  });

  test("goes with the last of a reply's messages, whole, and no message gets too long", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 900 }),
        language,
        fc.integer({ min: 90, max: 200 }),
        (text, one, max) => {
          const parts = splitReply(text, max);
          const question = helpQuestion(one);
          const asked = askedInParts(parts, question, max);
          expect(asked.every((part) => part.length <= max)).toBe(true);
          expect(languageOfHelpQuestion(asked.at(-1) ?? "")).toBe(one);
          expect(asked.map(withoutHelpQuestion).filter((part) => part !== "")).toEqual(
            parts.map((part) => part.trim()),
          );
        },
      ),
    );
  });
});
