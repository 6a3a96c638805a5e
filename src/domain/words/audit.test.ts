import { describe, expect, test } from "vitest";
import { AUDIT_ACTIONS, type AuditAction } from "@/domain/access/audit-actions";
import { auditSentence } from "./audit";

const facts = { targetName: null, before: null, after: null };

describe.each(Object.keys(AUDIT_ACTIONS) as AuditAction[])("%s", (action) => {
  test("reads as a sentence after a name, with and without what it was done to", () => {
    for (const targetName of [null, "Bo"]) {
      const sentence = auditSentence({ ...facts, action, targetName });
      expect(sentence).toMatch(/^[a-z].*[^.]$/);
      expect(sentence).not.toMatch(/undefined|null|""|“”/);
    }
  });
});

test.each([
  [
    { action: "team.invited", targetName: "bo@shop.example", after: { role: "operator" } },
    "invited bo@shop.example as an operator",
  ],
  [
    { action: "team.roleChanged", targetName: "Bo", before: { role: "viewer" }, after: { role: "admin" } },
    "made Bo an admin, who was a viewer",
  ],
  [{ action: "team.joined", after: { role: "viewer" } }, "joined the team as a viewer"],
  [
    { action: "knowledge.moved", targetName: "menu.pdf", after: { folder: "Prices" } },
    "moved “menu.pdf” to the folder “Prices”",
  ],
  [{ action: "knowledge.moved", targetName: "menu.pdf", after: { folder: null } }, "took “menu.pdf” out of its folder"],
  [{ action: "connection.settingsChanged", after: { groups: "ignore" } }, "changed the connection's settings: groups"],
] as const)("%o", (given, sentence) => {
  expect(auditSentence({ ...facts, ...given })).toBe(sentence);
});
