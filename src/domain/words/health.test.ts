import { expect, test } from "vitest";
import { say } from "@/test/say";
import { durationWords, playingTimeWords } from "./duration";
import { codeGroups, countdownWords, timesWords, uptimeSentence, uptimeWords } from "./health";

test.each([
  [0, "0 s"],
  [59_999, "59 s"],
  [60_000, "1 min"],
  [3_599_000, "59 min"],
  [3_600_000, "1 h"],
  [11_520_000, "3 h 12 min"],
  [86_400_000, "1 d"],
  [187_200_000, "2 d 4 h"],
])("%d ms are %s", (ms, words) => {
  expect(durationWords(ms, "en")).toBe(words);
});

test("a length of time is written as the reader's language writes it", () => {
  expect(durationWords(11_520_000, "ar")).toBe("3 س 12 د");
});

test.each<[number | null, string, string]>([
  [null, "Not counted yet", "never wanted up is no failure"],
  [1, "100 %", "never interrupted"],
  [0.99999, "99.9 %", "never rounded up to a promise"],
  [0.942, "94.2 %", "one decimal"],
  [0, "0 %", "nothing at all"],
])("an uptime of %s is “%s” (%s)", (share, words) => {
  expect(uptimeWords(say, share)).toBe(words);
});

test.each([
  [{ day: null, week: null }, 0, "Nobody asked for a connection this week"],
  [{ day: 0.69, week: 0.69 }, 29_000, "Too early to tell how well it holds"],
  [{ day: null, week: 0.9 }, 86_400_000, "Connected 90 % of the time it was wanted this week"],
  [{ day: 0.958, week: 0.932 }, 86_400_000, "Connected 95.8 % of the last 24 hours, 93.2 % of the week"],
  [{ day: 1, week: 1 }, 86_400_000, "Connected 100 % of the last 24 hours"],
])("%j after %d ms of record: %s", (uptime, recordedMs, words) => {
  expect(uptimeSentence(say, uptime, recordedMs)).toBe(words);
});

test("a code has two minutes and 41 seconds, then only seconds", () => {
  expect([161, 60, 59, 0].map((seconds) => countdownWords(seconds, "en"))).toEqual(["2:41", "1:00", "59 s", "0 s"]);
});

test("recordings are as long as players say", () => {
  expect([0, 7.4, 750, 3723].map(playingTimeWords)).toEqual(["0:00", "0:07", "12:30", "1:02:03"]);
});

test.each([
  ["ABCD1234", ["ABCD", "1234"]],
  ["ABCD-1234", ["ABCD", "1234"]],
  ["ABC", ["ABC"]],
  ["", []],
])("the code %s is read as %j", (code, groups) => {
  expect(codeGroups(code)).toEqual(groups);
});

test("only what happened more than once is counted", () => {
  expect(timesWords(say, "reconnecting", 1)).toBe("");
  expect(timesWords(say, "reconnecting", 3)).toBe("3 tries");
  expect(timesWords(say, "up", 3)).toBe("3 times");
});
