import fc from "fast-check";
import { expect, test } from "vitest";
import { checkModelServer, judgeModelServer } from "./model-server-url";

const ALLOWED = ["127.0.0.1:11434", "localhost:11434", "[::1]:8000", "models.internal:443"];
const checked = (text: string, allowed: readonly string[] = []) => {
  const check = checkModelServer(text, allowed);
  return check.ok ? check.url : check.message;
};

test.each([
  ["https://Models.Example.com/v1/", "https://models.example.com/v1"],
  ["models.example.com/v1", "https://models.example.com/v1"],
  ["  https://models.example.com  ", "https://models.example.com"],
  ["https://models.example.com/v1/chat/completions", "https://models.example.com/v1"],
  ["https://models.example.com:443/v1#top", "https://models.example.com/v1"],
])("%s may be asked at %s", (typed, url) => expect(checked(typed)).toBe(url));

test.each([
  ["", "should look like"],
  ["ftp://models.example.com", "should look like"],
  ["http://models.example.com/v1", "begins with https://"],
  ["https://me:secret@models.example.com/v1", "user name or a password"],
  ["https://models.example.com/v1?key=abc", "question mark"],
  ["https://models.example.com:8443/v1", "names a port"],
  ["https://127.0.0.1/v1", "private network"],
  ["https://2130706433/v1", "private network"],
  ["https://[::1]/v1", "private network"],
  ["https://[::ffff:10.0.0.1]/v1", "private network"],
  ["http://localhost:11434/v1", "names a port"],
  ["https://localhost/v1", "private network"],
  ["https://169.254.169.254/v1", "private network"],
  ["https://db.internal/v1", "private network"],
])("%s is refused: %s", (typed, words) => expect(checked(typed)).toContain(words));

test.each([
  ["http://127.0.0.1:11434/v1/", "http://127.0.0.1:11434/v1"],
  ["localhost:11434/v1", "https://localhost:11434/v1"],
  ["http://[::1]:8000", "http://[::1]:8000"],
  ["https://models.internal", "https://models.internal"],
])("%s may be asked at %s where the installation allows it", (typed, url) => expect(checked(typed, ALLOWED)).toBe(url));

test.each([
  "http://127.0.0.1:11435/v1",
  "http://127.0.0.1/v1",
  "http://127.0.0.2:11434",
  "http://localhost.:11434",
  "http://127.0.0.1:11434@evil.example/",
  "http://models.internal/",
])("%s is not what was allowed", (typed) => expect(checkModelServer(typed, ALLOWED).ok).toBe(false));

test("what was allowed when it was stored is refused once it isn't any more", () => {
  const url = new URL("http://127.0.0.1:11434/v1/chat/completions");
  expect(judgeModelServer(url, ALLOWED)).toBe("trusted");
  expect(judgeModelServer(url, [])).toBe("unusual_port");
  expect(judgeModelServer(new URL("http://models.example.com/v1"), [])).toBe("private_address");
  expect(judgeModelServer(new URL("https://models.example.com/v1"), [])).toBeUndefined();
});

test("whatever is accepted stays as it is when it is checked again, and may be asked", () => {
  const part = fc.constantFrom(
    "https://",
    "http://",
    "shop.example",
    "127.0.0.1",
    ":11434",
    "/v1",
    "/",
    "@",
    "?",
    "#",
    "..",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const first = checkModelServer(parts.join(""), ALLOWED);
      if (!first.ok) return;
      expect(checked(first.url, ALLOWED)).toBe(first.url);
      expect([undefined, "trusted"]).toContain(judgeModelServer(new URL(`${first.url}/chat/completions`), ALLOWED));
    }),
  );
});
