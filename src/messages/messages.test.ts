import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { LANGUAGES, type Language } from "@/domain/words/languages";
import { english } from "./english";

type Tree = { [key: string]: string | Tree };

const SOURCE = path.resolve(import.meta.dirname, "..");
const NAMESPACES = Object.keys(english);

/** `["composer.send", "Send"]` of each message of a namespace. */
const flatten = (tree: Tree, prefix = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${prefix}${key}`, value]] : flatten(value, `${prefix}${key}.`),
  );

function messagesOf(language: Language): Map<string, string> {
  const trees = NAMESPACES.map((name): [string, Tree] => [
    name,
    JSON.parse(readFileSync(path.join(import.meta.dirname, language, `${name}.json`), "utf8")),
  ]);
  return new Map(flatten(Object.fromEntries(trees)));
}

/** `{count, plural}` → "count: plural", `<link>` → "<link>": what a message needs from whoever says it. */
function needs(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    switch (element.type) {
      case TYPE.argument:
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return [element.value];
      case TYPE.select:
      case TYPE.plural:
        return [element.value, ...Object.values(element.options).flatMap((option) => needs(option.value))];
      case TYPE.tag:
        return [`<${element.value}>`, ...needs(element.children)];
      default:
        return [];
    }
  });
}
const needsOf = (message: string) => [...new Set(needs(parse(message)))].toSorted();

/** Every `plural` in a message, with the cases that it has words for. */
function pluralsOf(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return pluralsOf(element.children);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inside = Object.values(element.options).flatMap((option) => pluralsOf(option.value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inside] : inside;
  });
}

const inEnglish = messagesOf("en");
const OTHERS = LANGUAGES.filter((language) => language !== "en");

/** The numbers that people meet need these words; a language's "many" may only be for millions. */
const needsCases = (language: Language): Set<string> =>
  new Set(Array.from({ length: 120 }, (_, count) => new Intl.PluralRules(language).select(count)));

describe.each(LANGUAGES)("%s", (language) => {
  const messages = messagesOf(language);

  test("has every message, and none that English lacks", () => {
    expect([...messages.keys()].toSorted()).toEqual([...inEnglish.keys()].toSorted());
  });

  test("needs the same values as English", () => {
    const different = [...messages].flatMap(([key, message]) => {
      const [here, there] = [needsOf(message), needsOf(inEnglish.get(key) ?? "")];
      return here.join() === there.join() ? [] : [`${key}: ${here} instead of ${there}`];
    });
    expect(different).toEqual([]);
  });

  test("has a word for every number that it counts", () => {
    const cases = needsCases(language);
    const lacking = [...messages].flatMap(([key, message]) =>
      pluralsOf(parse(message)).flatMap((given) => {
        // Said so that the number doesn't matter: "3 shown", "1 shown".
        if (given.filter((one) => !one.startsWith("=")).join() === "other") return [];
        const missing = [...cases].filter((one) => !given.includes(one) && !hasNumbersFor(one, given));
        return missing.length === 0 ? [] : [`${key}: ${missing}`];
      }),
    );
    expect(lacking).toEqual([]);
  });
});

/** `=0 {none}` says zero as well as `zero {none}`, and without it Arabic's zero may be told as "other". */
const hasNumbersFor = (one: string, given: readonly string[]) =>
  one === "zero" ? given.includes("=0") || given.includes("other") : one === "one" && given.includes("=1");

test.each(OTHERS)("%s says nothing in English", (language) => {
  const same = [...messagesOf(language)].filter(
    ([key, message]) =>
      message === inEnglish.get(key) && /\p{L}{2,}\s+\p{L}{2,}/u.test(message.replaceAll(/\{[^}]*\}|<[^>]*>/g, "")),
  );
  expect(same).toEqual([]);
});

test("every message is said somewhere", () => {
  const said = new Set<string>();
  const prefixes: string[] = [];
  const keys = new RegExp(`["'\`]((?:${NAMESPACES.join("|")})\\.[\\w.]*)(\\$\\{)?`, "g");
  for (const file of readdirSync(SOURCE, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(file) || file.includes(".test.") || !existsSync(path.join(SOURCE, file))) continue;
    for (const [, key = "", isPrefix] of readFileSync(path.join(SOURCE, file), "utf8").matchAll(keys))
      if (isPrefix) prefixes.push(key);
      else said.add(key);
  }
  const unsaid = [...inEnglish.keys()].filter((key) => !said.has(key) && !prefixes.some((one) => key.startsWith(one)));
  expect(unsaid).toEqual([]);
});
