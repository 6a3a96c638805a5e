import { describe, expect, test } from "vitest";
import { can, PERMISSIONS, type Permission, ROLES } from "@/domain/access/roles";
import { roleTable, roleWithArticle, roleWords, whoMay } from "./role";

describe("the table of roles", () => {
  test("has a line for all that people are allowed and that exists", () => {
    // Billing has a permission, so that nobody gets it by mistake, but there is nothing to pay yet.
    const withoutLine: Permission[] = ["account.read", "billing.manage"];
    expect(roleTable()).toHaveLength(Object.keys(PERMISSIONS).length - withoutLine.length);
  });

  test("says what the backend enforces", () => {
    const line = (duty: string) => roleTable().find((row) => row.duty === duty)?.roles;
    for (const role of ROLES) {
      expect(line("Delete the account")?.[role]).toBe(can(role, "account.delete"));
      expect(line("Add and delete documents")?.[role]).toBe(can(role, "knowledge.write"));
      expect(line("See customers' phone numbers")?.[role]).toBe(can(role, "contact.readNumbers"));
    }
  });
});

test("roles read well in a sentence", () => {
  expect(ROLES.map(roleWithArticle)).toEqual(["an owner", "an admin", "an operator", "a viewer"]);
  for (const role of ROLES) expect(`Can ${roleWords(role).summary}`).toMatch(/^Can [a-z].*\.$/);
});

test("who may do it is named", () => {
  expect(whoMay("account.delete")).toBe("Owners");
  expect(whoMay("team.manage")).toBe("Owners and admins");
  expect(whoMay("conversation.reply")).toBe("Owners, admins and operators");
});
