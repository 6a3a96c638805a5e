import { describe, expect, test } from "vitest";
import { createPasswordHasher } from "./passwords";
import type { AuthFault } from "./protocol";

const hasher = createPasswordHasher();

describe("a stored hash", () => {
  test("is an argon2id PHC string with its own salt", async () => {
    const [first, second] = await Promise.all([hasher.hash("tangerine lamp"), hasher.hash("tangerine lamp")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(first).not.toBe(second);
  });

  test("matches its password and no other", async () => {
    const stored = await hasher.hash("tangerine lamp");
    expect(await hasher.verify("tangerine lamp", stored)).toBe(true);
    for (const wrong of ["Tangerine lamp", "tangerine lamp ", "", "tangerine"])
      expect(await hasher.verify(wrong, stored)).toBe(false);
  });

  test("made elsewhere with other parameters still matches", async () => {
    // From the reference implementation: argon2id, m=65536, t=2, p=1, password "password", salt "somesalt".
    const stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    expect(await hasher.verify("password", stored)).toBe(true);
    expect(await hasher.verify("passwort", stored)).toBe(false);
  });
});

test("without a stored hash nothing matches, and the same work is done", async () => {
  expect(await hasher.verify("anything", undefined)).toBe(false);
  const stored = await hasher.hash("tangerine lamp");
  const median = async (hash: string | undefined) => {
    const times: number[] = [];
    for (let round = 0; round < 9; round++) {
      const startedAt = performance.now();
      await hasher.verify("wrong", hash);
      times.push(performance.now() - startedAt);
    }
    return times.sort((a, b) => a - b)[4]!;
  };
  // Skipping the hash would make it some hundred times quicker; a busy machine doesn't.
  expect(await median(undefined)).toBeGreaterThan((await median(stored)) / 3);
});

test("a flood is turned away at once instead of filling memory, and afterwards all is well", async () => {
  const small = createPasswordHasher();
  const results = await Promise.allSettled(Array.from({ length: 80 }, () => small.verify("wrong", undefined)));
  const refused = results.filter((result) => result.status === "rejected");
  expect(refused).toHaveLength(80 - 4 - 64);
  for (const { reason } of refused)
    expect(reason).toMatchObject({ status: 429, code: "over_request_rate_limit" } satisfies Partial<AuthFault>);
  expect(await small.verify("wrong", undefined)).toBe(false);
});
