import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanceSecret,
  currentSecretFrom,
  decodeRefreshToken,
  encodeRefreshToken,
  hashSecret,
  MAX_GENERATIONS_BEHIND,
  newRotationKey,
  newSecret,
} from "./refresh-token";

const secretBytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));
const counters = fc.nat(0xffff_ffff);

describe("the token's text", () => {
  test("holds session, generation and secret", () => {
    fc.assert(
      fc.property(fc.uuid(), counters, secretBytes, (sessionId, counter, secret) => {
        expect(decodeRefreshToken(encodeRefreshToken({ sessionId, counter, secret }))).toEqual({
          sessionId,
          counter,
          secret,
        });
      }),
    );
  });

  test("any other text is no token, whatever it is, and never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ minLength: 70, maxLength: 70 })), (text) => {
        const decoded = decodeRefreshToken(text);
        if (decoded) expect(encodeRefreshToken(decoded)).toBe(text);
      }),
    );
    const token = encodeRefreshToken({ sessionId: randomUUID(), counter: 3, secret: newSecret() });
    for (const variant of [`${token}=`, ` ${token}`, token.slice(1), `${token}AA`, ""])
      expect(decodeRefreshToken(variant)).toBeUndefined();
  });
});

describe("a session at generation 7", () => {
  const sessionId = randomUUID();
  const rotationKey = newRotationKey();
  const first = newSecret();
  const current = advanceSecret(rotationKey, first, 7);
  const session = { refreshCounter: 7, refreshTokenHash: hashSecret(current), rotationKey };

  test("recognises every token it ever had, and finds the current secret from it", () => {
    for (let counter = 0; counter <= 7; counter++) {
      const secret = advanceSecret(rotationKey, first, counter);
      expect(currentSecretFrom({ sessionId, counter, secret }, session)).toEqual(current);
    }
  });

  test("recognises nothing else: no made-up secret, no wrong generation, no future one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), secretBytes, (counter, secret) => {
        expect(currentSecretFrom({ sessionId, counter, secret }, session)).toBeUndefined();
      }),
    );
    expect(currentSecretFrom({ sessionId, counter: 6, secret: current }, session)).toBeUndefined();
    expect(
      currentSecretFrom({ sessionId, counter: 8, secret: advanceSecret(rotationKey, current, 1) }, session),
    ).toBeUndefined();
  });

  test("a stolen token leads to no later one without the session's key", () => {
    expect(advanceSecret(newRotationKey(), first, 7)).not.toEqual(current);
  });
});

test("a token too far behind is refused before the hashing gets expensive", () => {
  const rotationKey = newRotationKey();
  const secret = newSecret();
  const behind = MAX_GENERATIONS_BEHIND + 1;
  const session = {
    refreshCounter: behind,
    refreshTokenHash: hashSecret(advanceSecret(rotationKey, secret, behind)),
    rotationKey,
  };
  expect(currentSecretFrom({ sessionId: randomUUID(), counter: 0, secret }, session)).toBeUndefined();
});
