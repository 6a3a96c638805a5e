import { AUDIT_ACTIONS, type AuditAction } from "@/domain/access/audit-actions";
import { ROLES, type Role } from "@/domain/access/roles";
import { roleWithArticle } from "./role";
import type { MessageKey, Translate } from "./translate";

export interface AuditFacts {
  action: AuditAction;
  /** What people call what it was done to; null when it has no name. */
  targetName: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

type NamedFacts = AuditFacts & { name: string };

const roleIn = (fields: Record<string, unknown> | null): Role | undefined =>
  ROLES.find((role) => role === fields?.role);

/** Acts that read better with what they were done to. */
const NAMED = [
  "account.created",
  "account.renamed",
  "team.invitationResent",
  "team.invitationRevoked",
  "team.invitationDeclined",
  "team.memberRemoved",
  "team.ownershipTransferred",
  "knowledge.uploaded",
  "knowledge.deleted",
  "knowledge.retried",
  "knowledge.siteAdded",
  "knowledge.siteRead",
  "knowledge.siteScheduled",
  "knowledge.siteCancelled",
  "knowledge.siteDeleted",
  "knowledge.answerAdded",
  "knowledge.answerChanged",
  "knowledge.stopped",
  "knowledge.unlocked",
  "knowledge.replaced",
  "knowledge.versionDiscarded",
  "knowledge.findingDismissed",
  "knowledge.findingRestored",
  "automation.ruleAdded",
  "automation.ruleChanged",
  "automation.ruleDeleted",
  "automation.fileAdded",
  "automation.formAdded",
  "automation.formChanged",
  "automation.formDeleted",
  "automation.tagDeleted",
  "conversation.tagAdded",
  "conversation.tagRemoved",
  "savedReply.added",
  "savedReply.changed",
  "savedReply.deleted",
  "inboxView.changed",
  "inboxView.sharingChanged",
  "inboxView.removed",
  "inboxView.putBack",
] as const satisfies readonly AuditAction[];

const isNamed = (action: AuditAction): action is (typeof NAMED)[number] => NAMED.some((named) => named === action);

/** Acts that say more than what they were done to. */
const SENTENCES: Partial<Record<AuditAction, (t: Translate, facts: NamedFacts) => string>> = {
  "config.published": (t, { name }) => t("audit.named.config.published", { name: versionWords(t, name) }),
  "config.restored": (t, { name, after }) =>
    t("audit.named.config.restored", { version: Number(after?.restoredFrom), name: versionWords(t, name) }),
  "team.invited": (t, { name, after }) => {
    const role = roleIn(after);
    return role
      ? t("audit.named.team.invitedAs", { name, role: roleWithArticle(t, role) })
      : t("audit.named.team.invited", { name });
  },
  "team.roleChanged": (t, { name, before, after }) => {
    const [from, to] = [roleIn(before), roleIn(after)];
    return from && to
      ? t("audit.named.team.roleChangedTo", { name, from: roleWithArticle(t, from), to: roleWithArticle(t, to) })
      : t("audit.named.team.roleChanged", { name });
  },
  "knowledge.moved": (t, { name, after }) =>
    typeof after?.folder === "string"
      ? t("audit.named.knowledge.movedTo", { name, folder: after.folder })
      : t("audit.named.knowledge.moved", { name }),
  "automation.tagRenamed": (t, { name, before }) =>
    typeof before?.tag === "string"
      ? t("audit.named.automation.tagRenamed", { name, from: before.tag })
      : actionWords(t, "automation.tagRenamed"),
  "automation.ruleSwitched": (t, { name, after }) =>
    t(after?.isOn ? "audit.named.automation.ruleSwitchedOn" : "audit.named.automation.ruleSwitched", { name }),
};

/** Acts that say more also where nothing has a name. */
const NAMELESS: Partial<Record<AuditAction, (t: Translate, facts: AuditFacts) => string>> = {
  "team.joined": (t, { after }) => {
    const role = roleIn(after);
    return role ? t("audit.named.team.joinedAs", { role: roleWithArticle(t, role) }) : t("audit.actions.team.joined");
  },
  "account.keepTimeChanged": (t, { after }) => {
    const days = keptDays(after);
    return days === null ? t("audit.named.account.keptForEver") : t("audit.named.account.keptForDays", { days });
  },
  "connection.settingsChanged": (t, { after }) => {
    const names = Object.keys(after ?? {}).map((name) => (SETTINGS[name] ? t(SETTINGS[name]) : name));
    return names.length > 0
      ? t("audit.connectionSettings.changed", { names: names.join(t("audit.connectionSettings.separator")) })
      : t("audit.connectionSettings.saved");
  },
};

/** Null: for ever. The first entries have words in place of the number: "for 90 days", "for ever". */
function keptDays(fields: Record<string, unknown> | null): number | null {
  const { keepDays, keptFor } = fields ?? {};
  if (typeof keepDays === "number") return keepDays;
  const days = typeof keptFor === "string" && /^for (\d+) days$/.exec(keptFor)?.[1];
  return days ? Number(days) : null;
}

const SETTINGS: Record<string, MessageKey> = {
  groups: "audit.connectionSettings.groups",
  pacing: "audit.connectionSettings.pacing",
  maxMediaBytes: "audit.connectionSettings.maxMediaBytes",
};

/** The name of a version was stored in English: "version 3". */
function versionWords(t: Translate, name: string): string {
  const version = /^version (\d+)$/.exec(name)?.[1];
  return version ? t("audit.version", { version }) : name;
}

/** An act without what it was done to: "invited somebody". One that this version doesn't know is told as it is stored. */
export const actionWords = (t: Translate, action: AuditAction): string =>
  AUDIT_ACTIONS.includes(action) ? t(`audit.actions.${action}`) : action;

/** What was done, after the name of who did it: "invited bo@shop.example as an operator". */
export function auditSentence(t: Translate, facts: AuditFacts): string {
  const { action, targetName: name } = facts;
  const nameless = NAMELESS[action];
  if (nameless) return nameless(t, facts);
  if (name === null) return actionWords(t, action);
  const sentence = SENTENCES[action];
  if (sentence) return sentence(t, { ...facts, name });
  return isNamed(action) ? t(`audit.named.${action}`, { name }) : actionWords(t, action);
}
