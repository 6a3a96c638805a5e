import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "@/domain/words/languages";

const SOURCE = path.resolve(import.meta.dirname, "..");
const OTHERS = LANGUAGES.filter((language) => language !== "en");

/** What only whoever runs the installation reads, at its start or in its log: those are English. */
const FOR_WHO_RUNS_IT = ["src/server/db/", "src/server/browser/", "src/server/mail/smtp-url.ts", "src/env.ts"];

const LITERAL = /"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/.source;
/** What the server refuses: the second argument of an AppError. */
const REFUSAL = new RegExp(`new AppError\\(\\s*(?:"\\w+"|[\\w.]+),\\s*(?:${LITERAL})`, "g");
/** What is wrong with an input: a sentence that a schema's rule or issue carries. */
const PROBLEM = new RegExp(
  `(?:\\.(?:min|max|int|regex|email|refine|length|url)\\((?:[^"\`\\n]*?(?:, ))?|\\bmessage: |z\\.email\\()(?:${LITERAL})`,
  "g",
);

/** `${…}` and `{name}` are places for values; what they are called here and there doesn't matter. */
const withPlaces = (sentence: string) =>
  sentence
    .replaceAll(/\\(["`\\$])/g, "$1")
    .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "{}")
    .replaceAll(/\{\w*\}/g, "{}");

const isSentence = (text: string) => /^[A-Z“{].*[.!?}]$/.test(text);

function sentencesIn(folder: string, pattern: RegExp): string[] {
  const files = readdirSync(path.join(SOURCE, folder), { recursive: true, encoding: "utf8" });
  const found = files
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|-fixture|-harness/.test(file))
    .map((file) => path.join("src", folder, file))
    .filter((file) => !FOR_WHO_RUNS_IT.some((place) => file.startsWith(place)))
    .flatMap((file) => [...readFileSync(path.join(SOURCE, "..", file), "utf8").matchAll(pattern)]);
  return [...new Set(found.map(([, quoted, template]) => withPlaces(quoted ?? template ?? "")))].filter(isSentence);
}

const IN_SOURCE = {
  errors: sentencesIn("server", REFUSAL),
  problems: sentencesIn("domain", PROBLEM),
};

const read = (language: string, kind: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `${language}-${kind}.json`), "utf8"));

test("sentences are found in the source", () => {
  expect(IN_SOURCE.errors).toContain("This session has ended already.");
  expect(IN_SOURCE.errors).toContain("An account can have {} forms.");
  expect(IN_SOURCE.problems).toContain("Give at least two choices.");
  expect(IN_SOURCE.problems).toContain("That doesn't look like an email address.");
});

describe.each(OTHERS)("%s", (language) => {
  test.each(["errors", "problems"] as const)("tells all %s", (kind) => {
    const told = new Set(Object.keys(read(language, kind)).map(withPlaces));
    expect(IN_SOURCE[kind].filter((sentence) => !told.has(sentence))).toEqual([]);
  });

  test.each(["errors", "problems"] as const)(
    "has the same places in its %s, and says them in its own words",
    (kind) => {
      const placesOf = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted().join();
      const wrong = Object.entries(read(language, kind)).filter(
        ([english, told]) => told === english || told.trim() === "" || placesOf(english) !== placesOf(told),
      );
      expect(wrong).toEqual([]);
    },
  );
});
