import { expect, test } from "vitest";
import { WEEKDAYS, weekdayWords } from "./weekday";

test("a week begins on Monday", () => {
  expect(WEEKDAYS.map((day) => weekdayWords(day, "en", "short"))).toEqual("Mon Tue Wed Thu Fri Sat Sun".split(" "));
  expect(weekdayWords(2, "en")).toBe("Wednesday");
});

test("its days are named in the reader's language", () => {
  expect(weekdayWords(5, "es")).toBe("sábado");
  expect(weekdayWords(0, "pt")).toBe("segunda-feira");
  expect(weekdayWords(4, "ar")).toBe("الجمعة");
});
