import { describe, expect, test } from "vitest";
import { can, PERMISSIONS, type Permission, ROLES } from "@/domain/access/roles";
import { say } from "@/test/say";
import { roleTable, roleWithArticle, roleWords, whoMay } from "./role";

describe("the table of roles", () => {
  test("has a line for all that people are allowed and that exists", () => {
    // Billing has a permission, so that nobody gets it by mistake, but there is nothing to pay yet.
    const withoutLine: Permission[] = ["account.read", "billing.manage"];
    expect(roleTable(say)).toHaveLength(Object.keys(PERMISSIONS).length - withoutLine.length);
  });

  test("says what the backend enforces", () => {
    const line = (duty: string) => roleTable(say).find((row) => row.label === duty)?.roles;
    for (const role of ROLES) {
      expect(line("Delete the account")?.[role]).toBe(can(role, "account.delete"));
      expect(line("Add and delete documents")?.[role]).toBe(can(role, "knowledge.write"));
      expect(line("See customers' phone numbers")?.[role]).toBe(can(role, "contact.readNumbers"));
    }
  });
});

test("roles read well in a sentence", () => {
  expect(ROLES.map((role) => roleWithArticle(say, role))).toEqual(["an owner", "an admin", "an operator", "a viewer"]);
  for (const role of ROLES) expect(`Can ${roleWords(say, role).summary}`).toMatch(/^Can [a-z].*\.$/);
});

test("who may do it is named", () => {
  expect(whoMay(say, "account.delete")).toBe("Owners");
  expect(whoMay(say, "team.manage")).toBe("Owners and admins");
  expect(whoMay(say, "conversation.reply")).toBe("Owners, admins and operators");
});

test("naming the last role that may do it names all of them", () => {
  for (const allowed of Object.values(PERMISSIONS)) expect(allowed).toEqual(ROLES.slice(0, allowed.length));
});
