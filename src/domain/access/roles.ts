export const ROLES = ["owner", "admin", "operator", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** Everything a member can be allowed to do in an account. Keys are stable: they appear in audit entries and docs. */
export const PERMISSIONS = {
  "account.read": ["owner", "admin", "operator", "viewer"],
  "account.manage": ["owner", "admin"],
  "account.delete": ["owner"],
  "account.transfer": ["owner"],
  "account.export": ["owner"],
  "billing.manage": ["owner"],
  "team.read": ["owner", "admin", "operator", "viewer"],
  "team.manage": ["owner", "admin"],
  "audit.read": ["owner", "admin"],
  "connection.read": ["owner", "admin", "operator", "viewer"],
  "connection.manage": ["owner", "admin"],
  "knowledge.read": ["owner", "admin", "operator", "viewer"],
  "knowledge.write": ["owner", "admin"],
  "conversation.read": ["owner", "admin", "operator", "viewer"],
  "conversation.reply": ["owner", "admin", "operator"],
  /** Without it, customers' phone numbers are masked in every answer. */
  "contact.readNumbers": ["owner", "admin", "operator"],
  "contact.erase": ["owner", "admin"],
  "analytics.read": ["owner", "admin", "operator", "viewer"],
  "playground.use": ["owner", "admin", "operator"],
  "evaluation.read": ["owner", "admin", "operator", "viewer"],
  "evaluation.manage": ["owner", "admin"],
  "config.read": ["owner", "admin", "operator"],
  "config.manage": ["owner", "admin"],
  "automation.read": ["owner", "admin", "operator"],
  "automation.manage": ["owner", "admin"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

/** Fails closed: an unknown role or permission may do nothing. */
export function can(role: string, permission: string): boolean {
  if (!Object.hasOwn(PERMISSIONS, permission)) return false;
  const allowed: readonly string[] = PERMISSIONS[permission as Permission];
  return allowed.includes(role);
}
