import { expect, test } from "vitest";
import { acksBefore } from "./ack";

test.each([
  { current: "sent", next: "delivered", counts: true },
  { current: "read", next: "delivered", counts: false },
  { current: "read", next: "read", counts: false },
  { current: "sent", next: "failed", counts: true },
  { current: "delivered", next: "failed", counts: false },
  { current: "failed", next: "delivered", counts: true },
] as const)("$next after $current counts: $counts", ({ current, next, counts }) => {
  expect(acksBefore(next).includes(current)).toBe(counts);
});
