import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { say } from "@/test/say";
import { type AnswerSettings, chosenSettingsSchema, DEFAULT_ANSWER_SETTINGS } from "../agent/settings";
import { TONES, TOPIC_ACTIONS } from "../agent/voice";
import { settingChanges, toForm } from "./answer-settings";
import { readForm } from "./read-answer-settings";

const text = (maxLength: number) => fc.string({ maxLength }).map((value) => value.trim());
const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const settings = fc
  .record({
    persona: some(text(100)),
    tone: some(fc.constantFrom(...TONES)),
    greeting: some(text(100)),
    topics: some(
      fc.array(
        fc.record({
          name: fc.constantFrom("Refunds", "Politics"),
          words: fc.array(fc.constantFrom("refund", "election", "money back"), { minLength: 1, maxLength: 3 }),
          action: fc.constantFrom(...TOPIC_ACTIONS),
        }),
        { maxLength: 3 },
      ),
    ),
    usesModel: some(fc.boolean()),
    temperature: some(fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10)),
    dailyTokens: some(fc.integer({ min: 1_000, max: 1_000_000_000 })),
    allowedContacts: some(fc.array(fc.constantFrom("shop.example", "+44 20 7946 0000"), { maxLength: 3 })),
  })
  .map((parts): AnswerSettings => chosenSettingsSchema.parse({ ...DEFAULT_ANSWER_SETTINGS, ...parts }));

describe("a form of settings", () => {
  test("gives back what it was made from", () => {
    fc.assert(
      fc.property(settings, (given) => {
        const { settings: read, problems } = readForm(say, toForm(given));
        expect(problems).toEqual([]);
        expect(settingChanges(say, "en", given, read!)).toEqual([]);
        expect(toForm(read!)).toEqual(toForm(given));
      }),
    );
  });

  test.each([
    ["0.65", 0.65],
    ["0,65", 0.65],
    [" 1 ", 1],
  ])("takes %j for a number as people write it", (sureThreshold, expected) => {
    expect(readForm(say, { ...toForm(DEFAULT_ANSWER_SETTINGS), sureThreshold }).settings?.sureThreshold).toBe(expected);
  });

  test.each(["50,000", "50.000", "50 000", "50000"])("takes %j for fifty thousand", (dailyTokens) => {
    expect(readForm(say, { ...toForm(DEFAULT_ANSWER_SETTINGS), dailyTokens }).settings?.dailyTokens).toBe(50_000);
  });

  test.each([
    [{ sureThreshold: "" }, "sureThreshold", "Write a number."],
    [{ maxPassages: "many" }, "maxPassages", "Write a number."],
    [{ temperature: "2" }, "temperature", "Between 0 and 1."],
    [{ dailyTokens: "-5" }, "dailyTokens", "Write a number."],
    [{ hedgeThreshold: "0.9" }, "hedgeThreshold", "Choose a value that isn't above the one for plain answers."],
    [{ model: "gpt 4" }, "model", "Write the model's name as its provider does, such as gpt-4.1-mini."],
    [
      { topics: [{ name: "", words: ["refund"], action: "decline" as const }] },
      "topics.0.name",
      "Give the topic a name.",
    ],
    [
      { topics: [{ name: "Refunds", words: [], action: "decline" as const }] },
      "topics.0.words",
      "Write at least one word that tells the topic.",
    ],
  ])("says what is wrong with %j and where", (part, path, message) => {
    const { settings: read, problems } = readForm(say, { ...toForm(DEFAULT_ANSWER_SETTINGS), ...part });
    expect(read).toBeNull();
    expect(problems).toEqual([{ path, message }]);
  });
});

describe("what has changed", () => {
  test("is told by name with both values, and only that", () => {
    const after = { ...DEFAULT_ANSWER_SETTINGS, tone: "warm" as const, dailyTokens: 50_000 };
    expect(settingChanges(say, "en", DEFAULT_ANSWER_SETTINGS, after)).toEqual([
      { label: "Tone", before: "Plain and short", after: "Warm, as a colleague" },
      { label: "Tokens a day", before: "no limit", after: "50,000" },
    ]);
  });

  test("is nothing when a default was only written out", () => {
    const written = { ...DEFAULT_ANSWER_SETTINGS, tone: "plain" as const, topics: [], usesModel: true, signature: "" };
    expect(settingChanges(say, "en", DEFAULT_ANSWER_SETTINGS, written)).toEqual([]);
  });

  test("shows every setting there is", () => {
    const other: Required<AnswerSettings> = {
      persona: "a",
      tone: "formal",
      instructions: "b",
      greeting: "c",
      signature: "d",
      asksWhetherHelped: true,
      topics: [{ name: "e", words: ["ff"], action: "decline" }],
      usesModel: false,
      model: "g",
      temperature: 0.1,
      maxOutputTokens: 201,
      dailyTokens: 1_001,
      sureThreshold: 0.9,
      hedgeThreshold: 0.1,
      maxPassages: 9,
      takeoverMinutes: 9,
      maxAnswerAgeMinutes: 9,
      rerank: true,
      allowedContacts: ["h"],
      tools: {
        hours: true,
        fields: ["i"],
        handOff: "j",
        forms: [{ formId: "k", when: "l" }],
        lookups: [{ name: "m", description: "n", url: "https://o.example", inputs: [{ name: "p", description: "q" }] }],
      },
    };
    const { tools, ...others } = other;
    const count = Object.keys(others).length + Object.keys(tools).length;
    expect(settingChanges(say, "en", DEFAULT_ANSWER_SETTINGS, other)).toHaveLength(count);
  });
});
