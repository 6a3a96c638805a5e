import fc from "fast-check";
import { expect, test } from "vitest";
import { say } from "@/test/say";
import { callingCodeOf, callingCodeOfRegion, countryOfCallingCode } from "./calling-codes";
import { countryWhileTyping, readPhoneNumber } from "./phone-number";

test.each([
  ["+351 912 345 678", "351912345678", "Portugal"],
  ["00351 912-345-678", "351912345678", "Portugal"],
  ["351912345678", "351912345678", "Portugal"],
  ["+1 (202) 555-0123", "12025550123", "United States, Canada or the Caribbean"],
  ["+39 06 1234 5678", "390612345678", "Italy"],
  ["+225 07 00 00 00 00", "2250700000000", "Côte d’Ivoire"],
])("%s is read as %s, %s", (text, digits, country) => {
  expect(readPhoneNumber(say, "en", text)).toEqual({ isValid: true, digits, country });
});

test.each([
  ["", /Write the number/, "nothing"],
  ["call me", /digits only/, "words"],
  ["0912 345 678", /country code instead of the first 0/, "as one dials at home"],
  ["+44 07911 123456", /Leave out the 0 after \+44/, "the 0 of home after the country code"],
  ["+999 123 456 78", /No country has a code that begins with \+999/, "a code nobody has"],
  ["+351 912", /too short/, "half a number"],
  ["+351 912 345 678 901 234", /too long/, "two numbers in one"],
])("“%s” is refused with what to write instead (%s: %s)", (text, problem) => {
  const read = readPhoneNumber(say, "en", text);
  expect(read.isValid ? "" : read.problem).toMatch(problem);
});

test("the country shows as soon as the code is typed", () => {
  expect(["+", "+3", "+35", "+351", "+351 9"].map((text) => countryWhileTyping(say, "en", text))).toEqual([
    null,
    null,
    null,
    "Portugal",
    "Portugal",
  ]);
});

test("no calling code begins with another, so the first digits decide", () => {
  const codes = ["1", "7", "20", "351", "390"].map((digits) => callingCodeOf(`${digits}5550000`));
  expect(codes).toEqual(["1", "7", "20", "351", "39"]);
});

test("every country has a name, and examples know the reader's", () => {
  for (let code = 1; code < 1000; code += 1) {
    const known = callingCodeOf(String(code));
    if (known) expect(countryOfCallingCode(say, "en", known)).toMatch(/\p{L}{3}/u);
  }
  expect(countryOfCallingCode(say, "es", "49")).toBe("Alemania");
  expect(callingCodeOfRegion("PT")).toBe("351");
  expect(callingCodeOfRegion("XX")).toBeUndefined();
});

test("what is accepted is a number that WhatsApp can be asked for: 8 to 15 digits, no 0 in front", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[+0-9 ()-]{0,24}$/), (text) => {
      const read = readPhoneNumber(say, "en", text);
      if (read.isValid) expect(read.digits).toMatch(/^[1-9]\d{7,14}$/);
      else expect(read.problem).toMatch(/\.$/);
    }),
  );
});
