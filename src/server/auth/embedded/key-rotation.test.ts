import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ANNOUNCED_FOR_MS, decideRotation, KEPT_FOR_MS, type KeyAge, SIGNS_FOR_MS } from "./key-rotation";
import { ACCESS_TOKEN_SECONDS } from "./lifetimes";

const START = new Date("2026-01-01T00:00:00Z");
const later = (ms: number) => new Date(START.getTime() + ms);
const key = (kid: string, overrides: Partial<KeyAge> = {}): KeyAge => ({
  kid,
  status: "current",
  createdAt: START,
  activatedAt: START,
  retiredAt: null,
  ...overrides,
});

describe("what is due", () => {
  test("nothing for a young key", () => {
    expect(decideRotation([key("a")], later(SIGNS_FOR_MS - ANNOUNCED_FOR_MS - 1))).toEqual([]);
  });

  test("the successor is announced a day before it signs, once", () => {
    const now = later(SIGNS_FOR_MS - ANNOUNCED_FOR_MS);
    expect(decideRotation([key("a")], now)).toEqual([{ do: "announce" }]);
    const next = key("b", { status: "next", createdAt: now, activatedAt: null });
    expect(decideRotation([key("a"), next], now)).toEqual([]);
    expect(decideRotation([key("a"), next], later(SIGNS_FOR_MS))).toEqual([{ do: "promote", current: "a", next: "b" }]);
  });

  test("a server that slept for months announces first, and promotes a day later", () => {
    const awake = later(3 * SIGNS_FOR_MS);
    expect(decideRotation([key("a")], awake)).toEqual([{ do: "announce" }]);
    const next = key("b", { status: "next", createdAt: awake, activatedAt: null });
    expect(decideRotation([key("a"), next], new Date(awake.getTime() + ANNOUNCED_FOR_MS - 1))).toEqual([]);
  });

  test("a retired key is forgotten when nothing that it signed counts", () => {
    const retired = key("a", { status: "previous", retiredAt: START });
    expect(decideRotation([retired], later(KEPT_FOR_MS - 1))).toEqual([]);
    expect(decideRotation([retired], later(KEPT_FOR_MS))).toEqual([{ do: "forget", kid: "a" }]);
  });
});

/** Runs the decisions over time, at any rhythm, and checks every token that was ever signed. */
test("whenever it is looked at, one key signs, it was published before, and every token that counts finds its key", () => {
  const hours = fc.array(fc.integer({ min: 1, max: 24 * 20 }), { minLength: 10, maxLength: 60 });
  fc.assert(
    fc.property(hours, (gaps) => {
      let keys: KeyAge[] = [key("k0")];
      let now = START;
      const signed: { kid: string; expiresAt: Date }[] = [];
      for (const [index, gap] of gaps.entries()) {
        now = new Date(now.getTime() + gap * 3_600_000);
        const steps = decideRotation(keys, now);
        for (const step of steps) {
          if (step.do === "announce")
            keys.push(key(`k${index + 1}`, { status: "next", createdAt: now, activatedAt: null }));
          if (step.do === "forget") keys = keys.filter(({ kid }) => kid !== step.kid);
          if (step.do === "promote") {
            const next = keys.find(({ kid }) => kid === step.next);
            expect(now.getTime() - (next?.createdAt.getTime() ?? 0)).toBeGreaterThanOrEqual(ANNOUNCED_FOR_MS);
            keys = keys.map((one) => {
              if (one.kid === step.current) return { ...one, status: "previous" as const, retiredAt: now };
              return one.kid === step.next ? { ...one, status: "current" as const, activatedAt: now } : one;
            });
          }
        }
        const current = keys.filter(({ status }) => status === "current");
        expect(current).toHaveLength(1);
        for (const token of signed.filter(({ expiresAt }) => expiresAt > now))
          expect(keys.map(({ kid }) => kid)).toContain(token.kid);
        signed.push({ kid: current[0]!.kid, expiresAt: new Date(now.getTime() + ACCESS_TOKEN_SECONDS * 1000) });
      }
    }),
  );
});
