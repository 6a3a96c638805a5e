import fc from "fast-check";
import { expect, test } from "vitest";
import { say } from "@/test/say";
import { REASON_WORDS } from "../messaging/connection-reasons";
import { CONNECTION_STATES } from "../messaging/connection-state";
import { connectionWords, isConnectionUp, reasonWords } from "./connection";
import { connectionStatus } from "./connection-status";
import { formatPhoneNumber } from "./phone-digits";

test.each([...CONNECTION_STATES])("%s has words that say where things stand and what it means", (state) => {
  const words = connectionWords(say, state);
  expect(connectionStatus(say, state).label.length).toBeLessThanOrEqual(22);
  expect(words.title).not.toBe("");
  expect(words.detail).toMatch(/\.$/);
});

test("no two states say the same", () => {
  const titles = CONNECTION_STATES.map((state) => connectionWords(say, state).title);
  expect(new Set(titles).size).toBe(CONNECTION_STATES.length);
});

test("every reason that is written down has words, and the English ones are those that are written down", () => {
  const written = Object.values(REASON_WORDS);
  expect(new Set(written).size).toBe(written.length);
  for (const words of written) expect(reasonWords(say, words)).toBe(words);
  expect(reasonWords(say, "From an older version.")).toBe("From an older version.");
});

test("what runs or is about to run can be stopped, everything else can be started", () => {
  expect(CONNECTION_STATES.filter(isConnectionUp)).toEqual([
    "connecting",
    "qr",
    "pairing_code",
    "passkey_required",
    "authenticating",
    "ready",
    "reconnecting",
  ]);
});

test.each([
  { digits: "351912345678", words: "+351 912 345 678", why: "a country code of three digits" },
  { digits: "4917612345678", words: "+49 176 123 456 78", why: "of two" },
  { digits: "12025550123", words: "+1 202 555 0123", why: "of one, and no digit alone at the end" },
  { digits: "+351912345678", words: "+351 912 345 678", why: "a plus sign changes nothing" },
  { digits: "12345@lid", words: "12345@lid", why: "no number" },
])("$digits is written $words ($why)", ({ digits, words }) => {
  expect(formatPhoneNumber(digits)).toBe(words);
});

test("grouping a number loses no digit and leaves none alone", () => {
  const digits = fc.stringMatching(/^[1-9]\d{6,14}$/);
  fc.assert(
    fc.property(digits, (number) => {
      const words = formatPhoneNumber(number);
      expect(words.replaceAll(/\D/g, "")).toBe(number);
      expect(
        words
          .split(" ")
          .slice(1)
          .every((group) => group.length >= 2 && group.length <= 4),
      ).toBe(true);
    }),
  );
});
