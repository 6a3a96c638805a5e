import { expect, test } from "vitest";
import { readArguments } from "./arguments";

test("without options everybody is let in, on a free port", () => {
  expect(readArguments([])).toEqual({
    port: 0,
    keyFile: undefined,
    isSignUpOpen: true,
    isAutoConfirmed: true,
    allowAnonymous: true,
    redirectAllowList: [],
  });
});

test("each option does what it says", () => {
  const line = "--port 9998 --keys k.json --confirm --no-sign-up --no-anonymous --redirect http://localhost:3000";
  expect(readArguments([...line.split(" "), "--redirect", "https://shop.example"])).toEqual({
    port: 9998,
    keyFile: "k.json",
    isSignUpOpen: false,
    isAutoConfirmed: false,
    allowAnonymous: false,
    redirectAllowList: ["http://localhost:3000", "https://shop.example"],
  });
});

test.each([
  [["--port", "web"], /--port must be a number/],
  [["--port", "70000"], /--port must be a number/],
  [["--port", "-1"], /--port/],
  [["--host", "0.0.0.0"], /listens on 127\.0\.0\.1 only/],
  [["--host", ""], /listens on 127\.0\.0\.1 only/],
  [["--host", "::1"], /listens on 127\.0\.0\.1 only/],
  [["--keys", ""], /--keys must name a file/],
  [["--redirect", "javascript:alert(1)"], /--redirect must be an address/],
  [["--redirect", "shop"], /--redirect must be an address/],
  [["--frobnicate"], /frobnicate/],
  [["keys.json"], /keys\.json/],
])("%j is refused in words", (args, words) => {
  expect(() => readArguments(args)).toThrow(words);
});
