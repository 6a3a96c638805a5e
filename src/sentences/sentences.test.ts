import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "@/domain/words/languages";
import { sentencesIn } from "./sentences-in";
import { sentencesOf, withPlaces } from "./source-texts";
import { writtenReasons } from "./written-reasons";
import {
  NOT_ON_PAGES,
  refusersByName,
  unplacedSentences,
  WRITTEN_ELSEWHERE,
  writtenErrors,
  writtenProblems,
} from "./written-sentences";

const OTHERS = LANGUAGES.filter((language) => language !== "en");
const IN_SOURCE = { errors: writtenErrors(), problems: writtenProblems(), reasons: writtenReasons() };

const read = (language: string, kind: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `${language}-${kind}.json`), "utf8"));

describe("sentences are found in the source", () => {
  test.each([
    "This session has ended already.",
    "An account can have {} forms.",
    "/{} is taken. Choose another name, or change that one.",
    "Your session has ended. Sign in again.",
    "The request isn't valid.",
    "Too many tries. Try again in {} minutes.",
    "This invitation was taken back. Ask whoever invited you for a new one.",
    "Somebody has discarded this draft already.",
    "There is no such page (any more).",
    "That password doesn't open the file.",
    "Files can only be read.",
    "A folder's name has at most {} characters.",
  ])("as a refusal: %s", (sentence) => expect(IN_SOURCE.errors).toContain(sentence));

  test.each([
    "Give at least two choices.",
    "That doesn't look like an email address.",
    "Write a date as 2026-12-25.",
    "Give the rule a name.",
    "Milliseconds per character must be a whole number from 0 to 100.",
    "There is a ) without its (.",
  ])("as a problem: %s", (sentence) => expect(IN_SOURCE.problems).toContain(sentence));

  test.each([
    "There is nothing in it to answer.",
    "The documents don't seem to answer this.",
    "Not sent, because a person took over.",
    "The word “{}” is in it.",
    "This customer got as many answers as the bot gives in a minute or an hour; it answers again after a while.",
    "The model asked for a person: “{}”",
    "the price “{}” is not in the source",
    "“{}” didn't match: {}",
    "Form “{}”: the answer wasn't understood; asked again.",
    "The bot still answers from what was read before.",
    "1 of {} pages has no text: it is a picture.",
    "{} of {} sentences dropped",
    "The stored key of the model provider can't be read any more. Enter the key again.",
  ])("as a reason: %s", (sentence) => expect(IN_SOURCE.reasons).toContain(sentence));
});

test("whoever refuses in words that are written elsewhere is known, and where those stand", () => {
  expect(refusersByName().toSorted()).toEqual(Object.keys(WRITTEN_ELSEWHERE).toSorted());
});

describe("of every sentence it is known who reads it", () => {
  test("whoever writes one lists it as a reason, or as on no page", () => expect(unplacedSentences()).toEqual({}));

  test.each(Object.keys(NOT_ON_PAGES))("%s has some, and would be missed", (place) => {
    const others = Object.keys(NOT_ON_PAGES).filter((other) => !place.startsWith(other));
    expect(Object.keys(unplacedSentences(others)).some((file) => file.startsWith(place))).toBe(true);
  });

  test("a constant that isn't there is no empty one", () => {
    expect(() => sentencesOf("domain/agent/turn.ts#IGNORED")).toThrow("no constant IGNORED");
  });
});

/** With something at every place: another sentence and the names of languages where those stand, in both languages. */
function filled(text: string, say: { why: string; language: string; otherLanguage: string }): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    name in say ? say[name as keyof typeof say] : `⟨${name}⟩`,
  );
}

describe.each(OTHERS)("%s", (language) => {
  test("tells all refusals", () => {
    const told = ["errors", "problems", "reasons"].flatMap((kind) => Object.keys(read(language, kind)));
    const places = new Set(told.map(withPlaces));
    expect(IN_SOURCE.errors.filter((sentence) => !places.has(sentence))).toEqual([]);
  });

  // Of those a page has nothing but this file.
  test("tells all problems", () => {
    const told = new Set(Object.keys(read(language, "problems")).map(withPlaces));
    expect(IN_SOURCE.problems.filter((sentence) => !told.has(sentence))).toEqual([]);
  });

  test("tells all reasons", () => {
    const told = new Set(Object.keys(read(language, "reasons")).map(withPlaces));
    expect(IN_SOURCE.reasons.filter((sentence) => !told.has(sentence))).toEqual([]);
  });

  test.each(["errors", "problems", "reasons"] as const)(
    "has the same places in its %s, and says them in its own words",
    (kind) => {
      const placesOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted().join();
      const wrong = Object.entries(read(language, kind)).filter(
        ([english, told]) => told === english || told.trim() === "" || placesOf(english) !== placesOf(told),
      );
      expect(wrong).toEqual([]);
    },
  );

  // A pattern of one sentence could catch another one before its own is tried.
  test.each(["errors", "problems", "reasons"] as const)(
    "tells each of its %s by itself, with what stands at its places",
    (kind) => {
      const why = "The customer sounds upset.";
      const names = (locale: string) => new Intl.DisplayNames(locale, { type: "language" });
      const inEnglish = { why, language: "French", otherLanguage: "German" };
      const told = {
        why: read(language, "reasons")[why] ?? "",
        language: names(language).of("fr") ?? "",
        otherLanguage: names(language).of("de") ?? "",
      };
      const wrong = Object.entries(read(language, kind)).filter(
        ([english, translation]) => sentencesIn(language)(filled(english, inEnglish)) !== filled(translation, told),
      );
      expect(wrong).toEqual([]);
    },
  );
});

describe("what looks like a sentence and reaches nobody isn't asked for", () => {
  test("what is only logged", () => {
    expect(sentencesOf("domain/messaging/snooze.ts").join()).not.toContain("No clock of");
  });
});
