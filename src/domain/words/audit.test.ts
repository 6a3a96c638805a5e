import { describe, expect, test } from "vitest";
import { AUDIT_ACTIONS } from "@/domain/access/audit-actions";
import { say } from "@/test/say";
import { auditSentence } from "./audit";

const facts = { targetName: null, before: null, after: null };

describe.each(AUDIT_ACTIONS)("%s", (action) => {
  test("reads as a sentence after a name, with and without what it was done to", () => {
    for (const targetName of [null, "Bo"]) {
      const sentence = auditSentence(say, { ...facts, action, targetName });
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
  [{ action: "config.published", targetName: "version 3" }, "published the AI settings as version 3"],
  [
    { action: "automation.ruleSwitched", targetName: "Hours", after: { isOn: true } },
    "switched the automation rule “Hours” on",
  ],
  [{ action: "knowledge.moved", targetName: "menu.pdf", after: { folder: null } }, "took “menu.pdf” out of its folder"],
  [{ action: "account.keepTimeChanged", after: { keepDays: 90 } }, "had conversations kept for 90 days"],
  [{ action: "account.keepTimeChanged", after: { keepDays: null } }, "had conversations kept for ever"],
  // As the first entries were stored.
  [{ action: "account.keepTimeChanged", after: { keptFor: "for 30 days" } }, "had conversations kept for 30 days"],
  [{ action: "account.keepTimeChanged", after: { keptFor: "for ever" } }, "had conversations kept for ever"],
  [{ action: "connection.settingsChanged", after: { groups: "ignore" } }, "changed the connection's settings: groups"],
] as const)("%o", (given, sentence) => {
  expect(auditSentence(say, { ...facts, ...given })).toBe(sentence);
});
