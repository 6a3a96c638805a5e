import { describe, expect, test } from "vitest";
import { type HeardMessage, isTranscribable, transcriptsAwaitedUntil } from "./media";

const now = new Date("2026-05-04T12:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const waiting = { status: "waiting", sizeBytes: 9000, durationSeconds: 12, transcript: null } as const;
const voice = (media: Partial<NonNullable<HeardMessage["media"]>> = {}, secondsAgo = 5): HeardMessage => ({
  kind: "voice",
  receivedAt: ago(secondsAgo),
  media: { ...waiting, ...media },
});

describe("a turn waits for what a recording says", () => {
  test.each([
    { why: "while it is fetched", message: voice(), until: ago(-40) },
    { why: "while it is written down", message: voice({ status: "stored" }), until: ago(-40) },
    { why: "but not for ever", message: voice({}, 45), until: null },
    { why: "and not once it is written down", message: voice({ status: "stored", transcript: "hello" }), until: null },
    { why: "nor when nothing could be made of it", message: voice({ transcript: "" }), until: null },
    { why: "nor when it cannot be fetched", message: voice({ status: "gone" }), until: null },
    { why: "nor when it is too long", message: voice({ durationSeconds: 601 }), until: null },
    { why: "nor for a film", message: { ...voice(), kind: "video" as const }, until: null },
    { why: "nor for one without a file", message: { ...voice(), media: null }, until: null },
  ])("$why", ({ message, until }) => {
    expect(transcriptsAwaitedUntil([message], now)).toEqual(until);
  });

  test("as long as the newest of several", () => {
    expect(transcriptsAwaitedUntil([voice({}, 30), voice({}, 10), voice({ transcript: "x" }, 1)], now)).toEqual(
      ago(-35),
    );
  });
});

test("a recording of unknown size is written down, one that is certainly too large is not", () => {
  const unknown = { kind: "audio", sizeBytes: null, durationSeconds: null } as const;
  expect(isTranscribable(unknown)).toBe(true);
  expect(isTranscribable({ ...unknown, sizeBytes: 30_000_000 })).toBe(false);
});
