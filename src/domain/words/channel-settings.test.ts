import fc from "fast-check";
import { expect, test } from "vitest";
import { say } from "@/test/say";
import { channelSettingsSchema, DEFAULT_CHANNEL_SETTINGS } from "../messaging/channel-settings";
import {
  PACING_PRESETS,
  presetOf,
  problemWords,
  readDraft,
  toDraft,
  typingExample,
  withPacing,
} from "./channel-settings";

const draft = toDraft(DEFAULT_CHANNEL_SETTINGS);
const problemsOf = (change: Partial<typeof draft>) => readDraft({ ...draft, ...change }).problems;

test("settings survive being shown and saved unchanged", () => {
  const settings = fc.record({
    groups: fc.constantFrom("ignore" as const, "when_mentioned" as const),
    pacing: fc
      .record({
        msPerCharacter: fc.integer({ min: 0, max: 100 }),
        shortestMs: fc.integer({ min: 0, max: 10_000 }),
        longestMs: fc.integer({ min: 0, max: 20_000 }),
      })
      .filter(({ shortestMs, longestMs }) => shortestMs <= longestMs),
    maxMediaMegabytes: fc.integer({ min: 1, max: 100 }),
  });
  fc.assert(
    fc.property(settings, (value) => {
      expect(readDraft(toDraft(value)).settings).toEqual(value);
    }),
  );
});

test("what the form takes, the server takes", () => {
  const text = fc.oneof(
    fc.double({ min: -5, max: 120, noNaN: true }).map((value) => value.toFixed(2)),
    fc.integer({ min: -5, max: 120 }).map(String),
    fc.constantFrom("", "a", "1,5", "  2 "),
  );
  const fields = fc.record({ secondsPer100: text, shortestSeconds: text, longestSeconds: text, maxMegabytes: text });
  fc.assert(
    fc.property(fields, (values) => {
      const { settings } = readDraft({ groups: "ignore", ...values });
      if (settings) expect(channelSettingsSchema.safeParse(settings).success).toBe(true);
    }),
  );
});

test.each([
  [{ secondsPer100: "11" }, "secondsPer100", "Write seconds from 0 to 10."],
  [{ shortestSeconds: "" }, "shortestSeconds", "Write seconds from 0 to 10."],
  [{ longestSeconds: "21" }, "longestSeconds", "Write seconds from 0 to 20."],
  [{ longestSeconds: "0.1" }, "longestSeconds", "The longest pause is shorter than the shortest."],
  [{ maxMegabytes: "2.5" }, "maxMegabytes", "Write whole megabytes from 1 to 100."],
] as const)("%j is refused at its field with what it takes", (change, field, words) => {
  const problems = problemsOf(change);
  expect(Object.keys(problems ?? {})).toEqual([field]);
  expect(problemWords(say, problems?.[field])).toBe(words);
});

test("a comma is as good as a point", () => {
  expect(problemsOf({ shortestSeconds: "0,5" })).toBeNull();
});

test("every preset is known again by its numbers and is accepted; other numbers are nobody's preset", () => {
  for (const { key, pacing } of PACING_PRESETS) {
    expect(presetOf(pacing)).toBe(key);
    expect(readDraft(withPacing(draft, pacing)).settings?.pacing).toEqual(pacing);
  }
  expect(presetOf({ msPerCharacter: 26, shortestMs: 800, longestMs: 6000 })).toBeNull();
});

test("the numbers are told as what they come to for a usual reply", () => {
  const [natural, quick, none] = PACING_PRESETS.map(({ pacing }) => typingExample(say, pacing));
  expect(natural).toBe("A reply of 150 characters goes out after about 3.8 s.");
  expect(quick).toBe("A reply of 150 characters goes out after about 1.2 s.");
  expect(none).toBe("Replies go out at once.");
});
