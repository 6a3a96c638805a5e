import { expect, test } from "vitest";
import { spokenTimeWords } from "./duration";

test.each([
  [0, "0 seconds"],
  [1.2, "1 second"],
  [59.6, "1 minute"],
  [65, "1 minute, 5 seconds"],
  [3725, "1 hour, 2 minutes"],
  [-3, "0 seconds"],
])("%d seconds are said as %s", (seconds, words) => expect(spokenTimeWords(seconds, "en")).toBe(words));

test("a time is said in the reader's language", () => {
  expect(spokenTimeWords(65, "es")).toBe("1 minuto y 5 segundos");
  expect(spokenTimeWords(2, "ar")).toBe("ثانيتان");
});
