import fc from "fast-check";
import { expect, test } from "vitest";
import { hasTakenOut, withoutPersonalData } from "./personal-data";

test.each([
  ["Write to ana.reis@example.com please", "Write to [e-mail] please"],
  ["call +351 912 000 888 or (021) 555-4433", "call [phone number] or ([phone number]"],
  ["where is order #48213 or AB-00458734?", "where is order [number] or [number]?"],
  ["اتصل على ٠٥٠١٢٣٤٥٦٧", "اتصل على [phone number]"],
  ["open on 24-12-2026 from 9 to 18, 1200 euros", "open on 24-12-2026 from 9 to 18, 1200 euros"],
  ["50 kg for 2,500 euros", "50 kg for 2,500 euros"],
])("%j", (text, clear) => {
  expect(withoutPersonalData(text)).toBe(clear);
});

test("a name is taken out where it is written as one", () => {
  expect(withoutPersonalData("Hi Will, we will repair it. Best, Ana", ["Will O'Neil"])).toBe(
    "Hi [name], we will repair it. Best, Ana",
  );
  expect(withoutPersonalData("Olá José!", ["Jose Reis"])).toBe("Olá [name]!");
});

test("no address, number of a phone or long number is left, wherever it stands", () => {
  const secret = fc.oneof(
    fc.emailAddress({ size: "small" }).filter((email) => /^[\w.+%-]+@[\w.-]+$/.test(email)),
    fc.stringMatching(/^\+[1-9]\d{8,13}$/),
    fc.stringMatching(/^\d{5,9}$/),
  );
  fc.assert(
    fc.property(secret, fc.constantFrom("my order ", "", "ask at ", "رقم "), (hidden, before) => {
      const clear = withoutPersonalData(`${before}${hidden} today`);
      expect(clear).not.toContain(hidden);
      expect(hasTakenOut(clear)).toBe(true);
    }),
  );
});

test("what has been cleared stays as it is", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const once = withoutPersonalData(text);
      expect(withoutPersonalData(once)).toBe(once);
    }),
  );
});
