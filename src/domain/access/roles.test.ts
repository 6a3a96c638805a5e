import { expect, test } from "vitest";
import { can, PERMISSIONS, ROLES } from "./roles";

test.each([
  ["janitor", "account.read"],
  ["owner", "account.destroyEverything"],
  ["owner", "toString"],
  ["owner", "__proto__"],
  ["", ""],
])("an unknown role or permission may do nothing: %s, %s", (role, permission) => {
  expect(can(role, permission)).toBe(false);
});

test("an owner may do everything, and each role at least what the one below it may", () => {
  const allowed = ROLES.map((role) => new Set(Object.keys(PERMISSIONS).filter((permission) => can(role, permission))));
  expect(allowed[0]?.size).toBe(Object.keys(PERMISSIONS).length);
  for (let i = 1; i < allowed.length; i++)
    for (const permission of allowed[i] ?? []) expect(allowed[i - 1]?.has(permission)).toBe(true);
});

test("a viewer changes nothing", () => {
  const writes = Object.keys(PERMISSIONS).filter((permission) => !permission.endsWith(".read"));
  expect(writes.filter((permission) => can("viewer", permission))).toEqual([]);
});
