import { expect, test } from "vitest";
import { say } from "@/test/say";
import { readQuestion, writeQuestion } from "../analytics/page-question";
import { totalsOf } from "../analytics/report";
import { askedWords, TITLES, timeSavedWords } from "./analytics";
import { reportCsv } from "./analytics-csv";

const figure = (metric: "messages" | "bot_answer" | "asked", dimension: string, count: number) => ({
  metric,
  dimension,
  count,
  sum: 0,
});
const asked = (language: string, count: number) => ({
  metric: "languages" as const,
  dimension: language,
  count,
  sum: 0,
});
const answers = (quick: number, slow: number) =>
  totalsOf([figure("bot_answer", "10s", quick), figure("bot_answer", "1h", slow)]);

test("a title says the answer, and what it was before", () => {
  const title = (now: [number, number], before: [number, number]) =>
    TITLES.botAnswer(say, "en", { totals: answers(...now), totalsBefore: answers(...before) });
  expect(title([94, 6], [90, 10])).toBe("94% of the bot's answers came within a minute, up from 90%");
  expect(title([1, 1], [3, 1])).toBe("50% of the bot's answers came within a minute, down from 75%");
  expect(title([1, 1], [2, 2])).toBe("50% of the bot's answers came within a minute, as before");
  expect(title([1, 0], [0, 0])).toBe("100% of the bot's answers came within a minute");
  expect(title([0, 0], [1, 0])).toBe("The bot gave no answers");
});

test("of the answers that asked whether they helped, how many were rated and how well", () => {
  const of = (up: number, down: number, none: number) =>
    totalsOf([figure("asked", "up", up), figure("asked", "down", down), figure("asked", "none", none)]);
  const title = TITLES.asked(say, "en", { totals: of(6, 2, 12), totalsBefore: of(1, 1, 8) });
  expect(title).toBe("40% of the answers that asked were rated, up from 20%");
  expect(askedWords(say, "en", of(6, 2, 12))).toBe(
    "20 answers asked their customers whether they helped. Of the ratings, 75% said yes.",
  );
  expect(askedWords(say, "en", of(0, 0, 1))).toBe("1 answer asked its customer whether it helped.");
});

test("the languages are told by the first that is known, of all questions", () => {
  const title = (...figures: ReturnType<typeof asked>[]) =>
    TITLES.languages(say, "en", { totals: totalsOf(figures), totalsBefore: totalsOf([]) });
  expect(title(asked("unknown", 6), asked("pt", 3), asked("en", 1))).toBe("30% of questions were in Portuguese");
  expect(title(asked("unknown", 6))).toBe("No language is known yet");
  expect(title()).toBe("No questions yet");
});

test("time saved is told in the unit that says most", () => {
  const words = [0, 29, 30, 1_000].map((answers) => timeSavedWords(say, "en", answers, 3));
  expect(words).toEqual(["0 min", "87 min", "2 h", "50 h"]);
});

test("an address that makes no sense shows what is usual, and one that does is read as it was written", () => {
  const read = (query: string) => readQuestion(new URLSearchParams(query));
  expect(read("days=9&from=2026-02-31x&to=1&minutes=-1&tag=")).toEqual({
    period: { days: 28 },
    tag: undefined,
    minutesEach: 3,
  });
  const question = { period: { from: "2026-01-01", to: "2026-01-31" }, tag: "vip & co", minutesEach: 5 };
  expect(read(writeQuestion(question).slice(1))).toEqual(question);
  expect(writeQuestion(read(""))).toBe("");
});

test("nothing in the file is run as a formula", () => {
  const totals = totalsOf([figure("messages", "customer", 2)]);
  const period = { from: "2026-01-01", to: "2026-01-01" };
  const before = { from: "2025-12-31", to: "2025-12-31" };
  const questions = {
    top: [{ question: "=cmd()", asked: 3 }],
    unanswered: [{ question: "Do you repair boats?", failed: 2 }],
  };
  const text = reportCsv(
    say,
    { period, before, totals, totalsBefore: totalsOf([]), days: [], questions },
    { timeZone: "UTC", tag: "=1+1" },
  );
  expect(text).toContain("Only contacts tagged,'=1+1,");
  expect(text).toContain("Messages,from customers,2026-01-01,2026-01-01,2,0\r\n");
  expect(text).toContain("Top questions,'=cmd(),2026-01-01,2026-01-01,3,\r\n");
  expect(text).toContain("Answered badly or not at all,Do you repair boats?,2026-01-01,2026-01-01,2,\r\n");
});
