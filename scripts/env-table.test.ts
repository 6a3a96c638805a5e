import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { renderEnvTable, withEnvTable } from "./env-table";

test("the README's table of environment variables is what the schema says", () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, "..", "README.md"), "utf8");
  expect(renderEnvTable()).toContain("| `PORT` | `3000` |");
  // Out of date: run `npx tsx scripts/env-table.ts`.
  expect(readme).toBe(withEnvTable(readme));
});
