import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { ChannelHarness } from "./channel-harness";
import { openTestDatabase, type TestDatabase, truncateAll } from "./database";

/**
 * A database for a test file, and for each of its tests a harness with one account on it, which is shut down afterwards.
 * @param take keeps the harness, and prepares what all tests of the file need
 */
export function harnessPerTest(take: (harness: ChannelHarness) => Promise<void> | void): void {
  let handle: TestDatabase;
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

/** For what takes a few statements, on a machine that may be busy with something else: only a failure takes this long. */
const PATIENCE = { interval: 5, timeout: 30_000 };

/** Waits until the check passes. */
export const eventually = (check: Check) => vi.waitFor(check, PATIENCE);

/** Moves the harness's clock on by steps until the check passes; each step is over before it looks. */
export const advancingUntil = (harness: ChannelHarness, check: Check, stepMs = 500) =>
  vi.waitFor(async () => {
    harness.scheduler.advance(stepMs);
    await harness.quiet();
    await check();
  }, PATIENCE);
