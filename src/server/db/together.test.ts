import { expect, test } from "vitest";
import { together } from "./together";

test("outputs come in the order of the work, whoever is done first", async () => {
  const slow = Promise.withResolvers<string>();
  const outputs = together([slow.promise, Promise.resolve(2), undefined]);
  slow.resolve("slow");
  expect(await outputs).toEqual(["slow", 2, undefined]);
});

test("it rejects with the first error in time, once everything has ended", async () => {
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let hasRejected = false;
  const failing = together([first.promise, second.promise]).catch((error: unknown) => {
    hasRejected = true;
    throw error;
  });
  failing.catch(() => undefined);
  second.reject(new Error("the cause"));
  await new Promise((resolve) => setImmediate(resolve));
  expect(hasRejected).toBe(false);
  first.reject(new Error("a consequence"));
  await expect(failing).rejects.toThrow("the cause");
});
