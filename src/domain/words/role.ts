import { PERMISSIONS, type Permission, ROLES, type Role } from "@/domain/access/roles";
import type { Translate } from "./translate";

interface RoleWords {
  label: string;
  /** What somebody with this role does here, after "Can …". */
  summary: string;
}

export const roleWords = (t: Translate, role: Role): RoleWords => ({
  label: t(`roles.${role}.label`),
  summary: t(`roles.${role}.summary`),
});

/** "an admin", "a viewer": for sentences ("invited as an admin"); in other languages as it stands there. */
export const roleWithArticle = (t: Translate, role: Role): string => t(`roles.${role}.withArticle`);

/** What people do in an account, in the order of a day, and the permission that each needs. */
const DUTIES = [
  { duty: "readConversations", permission: "conversation.read" },
  { duty: "seePhoneNumbers", permission: "contact.readNumbers" },
  { duty: "answerCustomers", permission: "conversation.reply" },
  { duty: "eraseCustomers", permission: "contact.erase" },
  { duty: "tryQuestions", permission: "playground.use" },
  { duty: "seeTestQuestions", permission: "evaluation.read" },
  { duty: "changeTestQuestions", permission: "evaluation.manage" },
  { duty: "seeRules", permission: "automation.read" },
  { duty: "changeRules", permission: "automation.manage" },
  { duty: "seeAnswering", permission: "config.read" },
  { duty: "changeAnswering", permission: "config.manage" },
  { duty: "seeAnalytics", permission: "analytics.read" },
  { duty: "readDocuments", permission: "knowledge.read" },
  { duty: "changeDocuments", permission: "knowledge.write" },
  { duty: "seeConnection", permission: "connection.read" },
  { duty: "linkPhone", permission: "connection.manage" },
  { duty: "seeTeam", permission: "team.read" },
  { duty: "changeTeam", permission: "team.manage" },
  { duty: "readAudit", permission: "audit.read" },
  { duty: "renameAccount", permission: "account.manage" },
  { duty: "handOver", permission: "account.transfer" },
  { duty: "exportAccount", permission: "account.export" },
  { duty: "deleteAccount", permission: "account.delete" },
] as const satisfies readonly { duty: string; permission: Permission }[];

type Duty = (typeof DUTIES)[number]["duty"];

/** What each role may do, as the backend enforces it: one line per duty, one column per role. */
export function roleTable(t: Translate): { duty: Duty; label: string; roles: Record<Role, boolean> }[] {
  return DUTIES.map(({ duty, permission }) => {
    const allowed: readonly Role[] = PERMISSIONS[permission];
    return {
      duty,
      label: t(`roles.duties.${duty}`),
      roles: Object.fromEntries(ROLES.map((role) => [role, allowed.includes(role)])) as Record<Role, boolean>,
    };
  });
}

/** "Owners and admins", at the beginning of a sentence, for what somebody's role does not allow. */
export function whoMay(t: Translate, permission: Permission): string {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  // Every role may do what those below it may, so the last one tells all of them; a test sees to it.
  const last = ROLES.findLast((role) => allowed.includes(role));
  return last ? t(`roles.upTo.${last}`) : "";
}
