import fc from "fast-check";
import { expect, test } from "vitest";
import { FLOOD_LIMITS, isFlood } from "./flood";

const now = new Date("2026-03-01T12:00:00Z");
const replies = (count: number, overSeconds: number) =>
  Array.from({ length: count }, (_, index) => ({
    author: "bot",
    sentAt: new Date(now.getTime() - (index * overSeconds * 1000) / count),
  }));

test.each([
  { count: 14, overSeconds: 50, flood: false, why: "a quick talk" },
  { count: 15, overSeconds: 50, flood: true, why: "more than can be read in a minute" },
  { count: 59, overSeconds: 3_500, flood: false, why: "a long talk" },
  { count: 60, overSeconds: 3_500, flood: true, why: "more than an hour's talk" },
  { count: 60, overSeconds: 7_000, flood: false, why: "the same over two hours" },
])("$count replies in $overSeconds s: $flood ($why)", ({ count, overSeconds, flood }) => {
  expect(isFlood(replies(count, overSeconds), now)).toBe(flood);
});

test("only replies of the bot count, and an hour later all is forgotten", () => {
  const busy = replies(80, 50);
  expect(
    isFlood(
      busy.map((entry) => ({ ...entry, author: "customer" })),
      now,
    ),
  ).toBe(false);
  expect(isFlood(busy, new Date(now.getTime() + 61 * 60_000))).toBe(false);
});

test("whatever was said, an allowed reply never makes more than the limit within its time", () => {
  const seconds = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 150 });
  fc.assert(
    fc.property(seconds, (gaps) => {
      const sent: { author: string; sentAt: Date }[] = [];
      let at = now.getTime();
      for (const gap of gaps) {
        at += gap * 1000;
        if (!isFlood(sent, new Date(at))) sent.push({ author: "bot", sentAt: new Date(at) });
      }
      for (const { withinMs, replies: most } of FLOOD_LIMITS)
        for (const { sentAt } of sent) {
          const within = sent.filter((other) => {
            const later = other.sentAt.getTime() - sentAt.getTime();
            return later >= 0 && later < withinMs;
          });
          expect(within.length).toBeLessThanOrEqual(most);
        }
    }),
  );
});
