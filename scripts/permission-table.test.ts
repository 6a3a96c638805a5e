import { expect, test } from "vitest";
import { readPermissionsDoc, renderPermissions, withPermissions } from "./permission-table";

test("docs/permissions.md is what is enforced", async () => {
  const page = await readPermissionsDoc();
  expect(renderPermissions()).toContain("| `account.delete` | yes | no | no | no |");
  // Out of date: run `npx tsx scripts/permission-table.ts`, and read what it changes.
  expect(page).toBe(withPermissions(page));
});
