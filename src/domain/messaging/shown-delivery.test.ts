import { expect, test } from "vitest";
import { shownDelivery } from "./shown-delivery";

test.each([
  ["customer", null, null, null, "what came in has no ticks"],
  ["bot", "queued", null, "queued", "still here"],
  ["bot", "sending", "pending", "sending", "on its way"],
  ["bot", "unknown", null, "unknown", "nobody can say"],
  ["bot", "cancelled", null, "failed", "a person took over"],
  ["person", "expired", null, "failed", "too old to send"],
  ["bot", "sent", null, "sent", "out, no tick yet"],
  ["bot", "sent", "delivered", "delivered", "two ticks"],
  ["person", "sent", "played", "read", "a heard voice note was read"],
  ["bot", "failed", "delivered", "failed", "the outbox has the last word on failures"],
  ["phone", null, "read", "read", "written on the phone itself"],
  ["phone", null, null, "sent", "written on the phone, no tick known"],
] as const)("%s, outbox %s, ack %s is shown as %s (%s)", (author, outboxStatus, ack, shown, _why) => {
  expect(shownDelivery({ author, outboxStatus, ack })).toBe(shown);
});
