import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCommonPassword } from "./common-passwords";
import { judgePassword } from "./password-policy";

test.each([
  ["seven77", "too-short"],
  ["x9$Lk2#q", "fine"],
  ["correct horse battery staple", "fine"],
  ["ключ от дома где я живу", "fine"],
  ["password", "too-common"],
])("judgePassword(%j) is %s", (password, verdict) => {
  expect(judgePassword(password)).toBe(verdict);
});

test("length counts in bytes: 72 are accepted and 73 are not, in any script", () => {
  const phrase = "дом у реки, лес и поле, ";
  const cut = (bytes: number) => Buffer.from(phrase.repeat(4)).subarray(0, bytes).toString();
  expect(judgePassword(`${cut(70)}xy`)).toBe("fine");
  expect(judgePassword(`${cut(70)}xyz`)).toBe("too-long");
});

describe("common passwords", () => {
  test.each([
    ..."password Password1 P@ssw0rd2024! passw0rd123 @dmin1234 123password letmein!! iloveyou1 Welcome2025 qwerty123".split(
      " ",
    ),
    ..."12345678 87654321 123456789012 qwertyuiop asdfghjkl 1qaz2wsx zaq12wsx 1q2w3e4r abcd1234 abc123def456".split(
      " ",
    ),
    ..."11111111 aaaaaaaaaa abababab 12341234 19900101 20252025 sunshine99 parley2025".split(" "),
  ])("%s is refused", (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  test.each([
    ..."correct-horse-battery tangerine.lamp.42 Zq8!vR2m blue7whale&fork mypasswordisnotthis 3rd-floor-window".split(
      " ",
    ),
    "a cup of coffee at dawn",
  ])("%s is accepted", (password) => {
    expect(isCommonPassword(password)).toBe(false);
  });

  test("a common word stays one with any digits and signs after it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("password", "qwerty", "dragon", "Welcome"),
        fc.stringMatching(/^[0-9!?.#*]{0,12}$/),
        (word, tail) => {
          expect(isCommonPassword(word + tail)).toBe(true);
        },
      ),
    );
  });

  test("random passwords are accepted", () => {
    for (let round = 0; round < 2000; round++) {
      const password = randomBytes(9).toString("base64");
      expect(isCommonPassword(password), password).toBe(false);
    }
  });
});
