import { afterAll, expect, vi } from "vitest";

/**
 * Runs around every test file that shares its process with others: what one of them leaves behind would make another
 * one fail, or pass, for a reason that is not in it.
 */
const environment = { ...process.env };
const folder = process.cwd();
const { fetch } = globalThis;

/** By name alone: a value may be a secret. */
const changedVariables = () =>
  Object.keys({ ...environment, ...process.env }).filter((name) => environment[name] !== process.env[name]);

afterAll(() => {
  expect(changedVariables(), "environment variables this file leaves changed").toEqual([]);
  expect(process.cwd(), "the folder this file leaves the process in").toBe(folder);
  expect(globalThis.fetch === fetch, "this file leaves `fetch` as it was").toBe(true);
  expect(vi.isFakeTimers(), "this file leaves timers that never fire").toBe(false);
});
