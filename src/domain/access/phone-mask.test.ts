import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { maskNumber, maskNumbersIn, maskNumbersInText } from "./phone-mask";

test.each([
  ["351915000100", "351•••••••00"],
  ["+351 915 000 100", "+351 ••• ••• •00"],
  ["14155550123", "1••••••••23"],
  ["12345", "•••••"],
  ["", ""],
])("%s is shown as %s", (number, shown) => {
  expect(maskNumber(number)).toBe(shown);
});

const aNumber = fc.stringMatching(/^[1-9]\d{6,14}$/);

test("of no number are more than its country and two digits given away", () => {
  fc.assert(
    fc.property(aNumber, (number) => {
      const shown = maskNumber(number).replaceAll("•", "");
      expect(shown.length).toBeLessThanOrEqual(5);
      expect(maskNumber(number)).toHaveLength(number.length);
    }),
  );
});

test("a number in a text is found however it is written", () => {
  const separators = fc.constantFrom("", " ", "-", ".", " - ", ") ");
  const written = fc.tuple(aNumber, fc.array(separators, { minLength: 14, maxLength: 14 }));
  fc.assert(
    fc.property(written, fc.constantFrom("Call ", "tel:", "wa.me/", "📞"), ([number, gaps], before) => {
      const text = `${before}+${[...number].map((digit, index) => (index === 0 ? digit : (gaps[index - 1] ?? "") + digit)).join("")} please`;
      const digits = maskNumbersInText(text).replaceAll(/\D/g, "");
      fc.pre(!/\d{4}-\d{2}-\d{2}/.test(text) && !/\d{1,2}([./-])\d{1,2}\1\d{4}/.test(text));
      // A gap of three signs parts a number; then its parts are judged alone.
      fc.pre(gaps.slice(0, number.length - 1).every((gap) => gap.length < 3));
      expect(digits.length).toBeLessThanOrEqual(5);
    }),
  );
});

describe("what is no phone number", () => {
  test.each(["2026-03-01", "01/03/2026", "12 wheels, 2026", "msg_01k9zq8r0000000000000012345678", "Order 4711"])(
    "%s stays",
    (text) => {
      expect(maskNumbersInText(text)).toBe(text);
    },
  );
});

test("every text of a value is masked, and dates and other things stay what they are", () => {
  const at = new Date("2026-03-01T12:00:00Z");
  expect(
    maskNumbersIn({
      body: "351915000100@c.us",
      at,
      seq: 351915000100,
      cards: [{ phone: "+351 915 000 100" }],
      none: null,
    }),
  ).toEqual({ body: "351•••••••00@c.us", at, seq: 351915000100, cards: [{ phone: "+351 ••• ••• •00" }], none: null });
});
