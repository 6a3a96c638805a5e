import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isSealed, seal, unseal } from "./seal";

const key = randomBytes(32);

test("what was sealed opens with the same key and context, and shows nothing of itself before", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4 }), fc.string(), (text, context) => {
      const sealed = seal(key, text, context);
      expect(isSealed(sealed)).toBe(true);
      expect(unseal(key, sealed, context)).toBe(text);
    }),
  );
  expect(seal(key, "private", "a")).not.toContain("private");
  expect(seal(key, "same", "a")).not.toBe(seal(key, "same", "a"));
});

test("it opens with no other key, in no other place, and not when a bit was changed", () => {
  const sealed = seal(key, "private", "row-1");
  expect(unseal(randomBytes(32), sealed, "row-1")).toBeUndefined();
  expect(unseal(key, sealed, "row-2")).toBeUndefined();
  const at = sealed.length - 3;
  const flipped = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
  expect(unseal(key, flipped, "row-1")).toBeUndefined();
  expect(unseal(key, "aes256gcm:", "row-1")).toBeUndefined();
  expect(unseal(key, "private", "row-1")).toBeUndefined();
});
