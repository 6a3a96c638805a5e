import { PERMISSIONS, type Permission, ROLES, type Role } from "@/domain/access/roles";

interface RoleWords {
  label: string;
  /** What somebody with this role does here, after "Can …". */
  summary: string;
}

const WORDS: Record<Role, RoleWords> = {
  owner: { label: "Owner", summary: "do everything, also hand the account over and delete it." },
  admin: { label: "Admin", summary: "run the account: team, documents, connection and settings." },
  operator: { label: "Operator", summary: "answer customers and take conversations over, and see everything else." },
  viewer: { label: "Viewer", summary: "see the account and change nothing. Customers' phone numbers are hidden." },
};

export const roleWords = (role: Role): RoleWords => WORDS[role];

/** "an admin", "a viewer": for sentences. */
export function roleWithArticle(role: Role): string {
  const noun = WORDS[role].label.toLowerCase();
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

/** What people do in an account, in the order of a day, and the permission that each needs. */
const DUTIES: readonly { duty: string; permission: Permission }[] = [
  { duty: "Read conversations", permission: "conversation.read" },
  { duty: "See customers' phone numbers", permission: "contact.readNumbers" },
  { duty: "Answer customers, take over, give back to the bot, write saved replies", permission: "conversation.reply" },
  { duty: "Erase a customer and all that is kept of them", permission: "contact.erase" },
  { duty: "Try questions in the playground", permission: "playground.use" },
  { duty: "See test questions and how they came out", permission: "evaluation.read" },
  { duty: "Change test questions, and run them", permission: "evaluation.manage" },
  { duty: "See automation rules", permission: "automation.read" },
  { duty: "Change automation rules, forms and business hours", permission: "automation.manage" },
  { duty: "See how the bot answers", permission: "config.read" },
  { duty: "Change and publish how the bot answers, switch shadow mode", permission: "config.manage" },
  { duty: "See how conversations go", permission: "analytics.read" },
  { duty: "Read the documents", permission: "knowledge.read" },
  { duty: "Add and delete documents", permission: "knowledge.write" },
  { duty: "See the connection", permission: "connection.read" },
  { duty: "Link the phone, change how the number behaves", permission: "connection.manage" },
  { duty: "See the team", permission: "team.read" },
  { duty: "Invite people, change roles, remove people", permission: "team.manage" },
  { duty: "Read and download the audit log", permission: "audit.read" },
  { duty: "Rename the account", permission: "account.manage" },
  { duty: "Hand the ownership over", permission: "account.transfer" },
  { duty: "Delete the account", permission: "account.delete" },
];

/** What each role may do, as the backend enforces it: one line per duty, one column per role. */
export function roleTable(): { duty: string; roles: Record<Role, boolean> }[] {
  return DUTIES.map(({ duty, permission }) => {
    const allowed: readonly Role[] = PERMISSIONS[permission];
    return {
      duty,
      roles: Object.fromEntries(ROLES.map((role) => [role, allowed.includes(role)])) as Record<Role, boolean>,
    };
  });
}

/** "Only owners and admins", for what somebody's role does not allow. */
export function whoMay(permission: Permission): string {
  const nouns = PERMISSIONS[permission].map((role) => `${WORDS[role].label.toLowerCase()}s`);
  const last = nouns.at(-1) ?? "";
  const list = nouns.length > 1 ? `${nouns.slice(0, -1).join(", ")} and ${last}` : last;
  return `${list.charAt(0).toUpperCase()}${list.slice(1)}`;
}
