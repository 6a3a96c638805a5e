import { AUDIT_ACTIONS, type AuditAction } from "@/domain/access/audit-actions";
import { ROLES, type Role } from "@/domain/access/roles";
import { roleWithArticle } from "./role";

export interface AuditFacts {
  action: AuditAction;
  /** What people call what it was done to; null when it has no name. */
  targetName: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const roleIn = (fields: Record<string, unknown> | null): Role | undefined =>
  ROLES.find((role) => role === fields?.role);

/** Acts that read better with what they were done to. */
const SENTENCES: Partial<Record<AuditAction, (facts: AuditFacts & { name: string }) => string>> = {
  "account.created": ({ name }) => `created the account “${name}”`,
  "account.renamed": ({ name }) => `renamed the account to “${name}”`,
  "account.keepTimeChanged": ({ after }) =>
    typeof after?.keptFor === "string"
      ? `had conversations kept ${after.keptFor}`
      : AUDIT_ACTIONS["account.keepTimeChanged"],
  "config.published": ({ name }) => `published the AI settings as ${name}`,
  "config.restored": ({ name, after }) =>
    `went back to version ${Number(after?.restoredFrom)} of the AI settings, published as ${name}`,
  "team.invited": ({ name, after }) => `invited ${name}${as(roleIn(after))}`,
  "team.invitationResent": ({ name }) => `sent ${name} the invitation again`,
  "team.invitationRevoked": ({ name }) => `took the invitation of ${name} back`,
  "team.invitationDeclined": ({ name }) => `heard that ${name} declined the invitation`,
  "team.joined": ({ after }) => `joined the team${as(roleIn(after))}`,
  "team.roleChanged": ({ name, before, after }) => {
    const [from, to] = [roleIn(before), roleIn(after)];
    return from && to
      ? `made ${name} ${roleWithArticle(to)}, who was ${roleWithArticle(from)}`
      : `changed the role of ${name}`;
  },
  "team.memberRemoved": ({ name }) => `removed ${name} from the team`,
  "team.ownershipTransferred": ({ name }) => `handed the ownership over to ${name}`,
  "knowledge.uploaded": ({ name }) => `uploaded “${name}”`,
  "knowledge.deleted": ({ name }) => `deleted “${name}”`,
  "knowledge.retried": ({ name }) => `had “${name}” read again`,
  "knowledge.siteAdded": ({ name }) => `added the web address ${name}`,
  "knowledge.siteRead": ({ name }) => `had ${name} read again`,
  "knowledge.siteScheduled": ({ name }) => `changed when ${name} is read again`,
  "knowledge.siteCancelled": ({ name }) => `stopped the reading of ${name}`,
  "knowledge.siteDeleted": ({ name }) => `deleted the web address ${name}`,
  "knowledge.answerAdded": ({ name }) => `added the question “${name}”`,
  "knowledge.answerChanged": ({ name }) => `changed the question “${name}”`,
  "knowledge.stopped": ({ name }) => `stopped the reading of “${name}”`,
  "knowledge.unlocked": ({ name }) => `entered the password of “${name}”`,
  "knowledge.replaced": ({ name }) => `uploaded a new version of “${name}”`,
  "knowledge.versionDiscarded": ({ name }) => `discarded the new version “${name}”`,
  "knowledge.moved": ({ name, after }) =>
    typeof after?.folder === "string"
      ? `moved “${name}” to the folder “${after.folder}”`
      : `took “${name}” out of its folder`,
  "knowledge.findingDismissed": ({ name }) => `said that this is fine in the documents: “${name}”`,
  "knowledge.findingRestored": ({ name }) => `took back that this is fine in the documents: “${name}”`,
  "automation.ruleAdded": ({ name }) => `added the automation rule “${name}”`,
  "automation.ruleChanged": ({ name }) => `changed the automation rule “${name}”`,
  "automation.ruleSwitched": ({ name, after }) =>
    `switched the automation rule “${name}” ${after?.isOn ? "on" : "off"}`,
  "automation.ruleDeleted": ({ name }) => `deleted the automation rule “${name}”`,
  "automation.fileAdded": ({ name }) => `added the file “${name}” for automation rules`,
  "automation.formAdded": ({ name }) => `added the form “${name}”`,
  "automation.formChanged": ({ name }) => `changed the form “${name}”`,
  "automation.formDeleted": ({ name }) => `deleted the form “${name}”`,
  "savedReply.added": ({ name }) => `added the saved reply /${name}`,
  "savedReply.changed": ({ name }) => `changed the saved reply /${name}`,
  "savedReply.deleted": ({ name }) => `deleted the saved reply /${name}`,
  "connection.settingsChanged": ({ after }) => {
    const names = Object.keys(after ?? {}).map((name) => SETTINGS[name] ?? name);
    return names.length > 0
      ? `changed the connection's settings: ${names.join(", ")}`
      : "saved the connection's settings";
  },
};

const SETTINGS: Record<string, string> = { groups: "groups", pacing: "pacing", maxMediaBytes: "largest file" };

const as = (role: Role | undefined) => (role ? ` as ${roleWithArticle(role)}` : "");

/** What was done, after the name of who did it: "invited bo@shop.example as an operator". */
export function auditSentence(facts: AuditFacts): string {
  const { targetName: name } = facts;
  const sentence = SENTENCES[facts.action];
  if (!sentence) return AUDIT_ACTIONS[facts.action] ?? facts.action;
  if (name === null && facts.action !== "team.joined" && facts.action !== "connection.settingsChanged")
    return AUDIT_ACTIONS[facts.action];
  return sentence({ ...facts, name: name ?? "" });
}
