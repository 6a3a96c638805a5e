import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PERMISSIONS_DOC, renderPermissions, withPermissions } from "./permission-table";

test("docs/permissions.md is what is enforced", () => {
  const page = readFileSync(PERMISSIONS_DOC, "utf8");
  expect(renderPermissions()).toContain("| `account.delete` | yes | no | no | no |");
  // Out of date: run `npx tsx scripts/permission-table.ts`, and read what it changes.
  expect(page).toBe(withPermissions(page));
});
