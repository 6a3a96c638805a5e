import { ROLES, type Role } from "./roles";

/** Why a change of the team is refused. */
export type TeamRefusal =
  /** Only owners change owners and make owners. */
  | "owners_only"
  /** It would leave the account without an owner. */
  | "last_owner"
  /** One's own membership is ended by leaving, not by removing. */
  | "is_self";

export type TeamVerdict = { ok: true } | { ok: false; reason: TeamRefusal };

const OK: TeamVerdict = { ok: true };
const refuse = (reason: TeamRefusal): TeamVerdict => ({ ok: false, reason });

/** The roles that somebody may give: nobody gives more than they have. */
export function grantableRoles(own: Role): readonly Role[] {
  if (own === "owner") return ROLES;
  return own === "admin" ? ROLES.filter((role) => role !== "owner") : [];
}

export function judgeInvitation({ by, role }: { by: Role; role: Role }): TeamVerdict {
  return grantableRoles(by).includes(role) ? OK : refuse("owners_only");
}

interface MemberChange {
  /** The role of whoever asks. */
  by: Role;
  /** The role that the member has now. */
  from: Role;
  /** How many owners the account has now. */
  ownerCount: number;
}

/** Whether a member's role may be changed; they may be the one who asks. */
export function judgeRoleChange({ by, from, to, ownerCount }: MemberChange & { to: Role }): TeamVerdict {
  const grantable = grantableRoles(by);
  if (!grantable.includes(from) || !grantable.includes(to)) return refuse("owners_only");
  return judgeLoss({ from, to, ownerCount });
}

/** Whether a member may be put out of the team. */
export function judgeRemoval({ by, from, isSelf, ownerCount }: MemberChange & { isSelf: boolean }): TeamVerdict {
  if (isSelf) return refuse("is_self");
  if (!grantableRoles(by).includes(from)) return refuse("owners_only");
  return judgeLoss({ from, to: null, ownerCount });
}

/** Whether a member may leave. */
export const judgeLeaving = ({ from, ownerCount }: Pick<MemberChange, "from" | "ownerCount">): TeamVerdict =>
  judgeLoss({ from, to: null, ownerCount });

/** Whether the ownership may be handed to another member; whoever does it becomes an admin. */
export function judgeTransfer({ by, isSelf }: { by: Role; isSelf: boolean }): TeamVerdict {
  if (by !== "owner") return refuse("owners_only");
  return isSelf ? refuse("is_self") : OK;
}

/** An account always has an owner: nobody else could hand it over or delete it. */
function judgeLoss({ from, to, ownerCount }: { from: Role; to: Role | null; ownerCount: number }): TeamVerdict {
  return from === "owner" && to !== "owner" && ownerCount <= 1 ? refuse("last_owner") : OK;
}
