import { expect, test } from "vitest";
import { checkBind } from "./bind";

test.each(["127.0.0.1", "127.8.9.10", "localhost", "LOCALHOST", "::1", "[::1]", "::ffff:127.0.0.1"])(
  "the embedded sign-in may listen on %s",
  (host) => {
    expect(checkBind({ host, isEmbedded: true, allowRemote: false })).toEqual({ ok: true });
  },
);

test.each([
  "0.0.0.0",
  "::",
  "",
  "192.168.1.5",
  "example.com",
  "127.0.0.1.example.com",
  "127.0.0.999",
  "localhost.example.com",
])("the embedded sign-in refuses %j, and says how to go on", (host) => {
  const check = checkBind({ host, isEmbedded: true, allowRemote: false });
  expect(check.ok).toBe(false);
  expect(!check.ok && check.message).toMatch(/HOST=127\.0\.0\.1.*SUPABASE_URL.*PARLEY_ALLOW_REMOTE=1/);
});

test("an explicit opt-in and a Supabase project both allow every address", () => {
  expect(checkBind({ host: "0.0.0.0", isEmbedded: true, allowRemote: true })).toEqual({ ok: true });
  expect(checkBind({ host: "0.0.0.0", isEmbedded: false, allowRemote: false })).toEqual({ ok: true });
});
