import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import type { EmbeddedHandle } from "@/server/db/embedded";
import { ChannelHarness } from "./channel-harness";
import { openTestDatabase, truncateAll } from "./database";

/**
 * A database for a test file, and for each of its tests a harness with one account on it, which is shut down afterwards.
 * @param take keeps the harness, and prepares what all tests of the file need
 */
export function harnessPerTest(take: (harness: ChannelHarness) => Promise<void> | void): void {
  let handle: EmbeddedHandle;
  let harness: ChannelHarness;
  beforeAll(async () => {
    handle = await openTestDatabase();
  });
  afterAll(() => handle.close());
  beforeEach(async () => {
    await truncateAll(handle);
    harness = new ChannelHarness(handle);
    await harness.createAccount();
    await take(harness);
  });
  afterEach(() => harness.shutdown());
}

type Check = () => Promise<void> | void;

/** Waits until the check passes: for what takes a few statements. */
export const eventually = (check: Check) => vi.waitFor(check, { interval: 5, timeout: 5000 });

/** Moves the harness's clock on by steps until the check passes. */
export const advancingUntil = ({ scheduler }: ChannelHarness, check: Check, stepMs = 500) =>
  vi.waitFor(
    async () => {
      scheduler.advance(stepMs);
      await check();
    },
    { interval: 5, timeout: 10_000 },
  );
