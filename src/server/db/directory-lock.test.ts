import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDirectory } from "./directory-lock";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

let folder: string;
let directory: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "parley-lock-"));
  directory = path.join(folder, "database");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** One turn of the event loop, in which what was collected is let go of. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a directory is one holder's until it lets go", () => {
  const unlock = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(/already running on the data folder/);
  unlock();
  lockDirectory(directory)();
});

test("also when nobody keeps what would let go of it", async () => {
  lockDirectory(directory);
  for (let times = 0; times < 5; times++) {
    collectGarbage();
    await turn();
  }
  expect(() => lockDirectory(directory)).toThrow(/already running on the data folder/);
});
