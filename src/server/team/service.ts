import { can, type Role } from "@/domain/access/roles";
import {
  judgeLeaving,
  judgeRemoval,
  judgeRoleChange,
  judgeTransfer,
  type TeamVerdict,
} from "@/domain/access/team-rules";
import type { Actor } from "@/server/audit/actor";
import { type AuditRecord, recordAudit } from "@/server/audit/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import type { Mailer } from "@/server/mail/mail";
import { revokeInvitations } from "./invitation-queries";
import {
  countOwners,
  deleteMember,
  deleteMembers,
  findMember,
  findRole,
  insertMember,
  lockTeam,
  releaseConversations,
  listMembers as selectMembers,
  updateRole,
} from "./queries";
import { noSuchMember, toRefusal } from "./words";

export interface TeamDeps {
  db: Database;
  mailer: Mailer;
}

interface ByMember {
  accountId: string;
  actor: Actor;
}

/** A change of the team that is under way: nobody else changes it until the transaction ends. */
export interface TeamChange extends ByMember {
  tx: Database;
  accountName: string;
  /** Of whoever asks, read in this transaction. */
  by: Role;
}

export type TeamService = ReturnType<typeof createTeamService>;

/** Who works in an account. Every change is judged and made in one transaction, so that two at once can't leave no owner. */
export function createTeamService(deps: TeamDeps) {
  return {
    async listMembers({ accountId, userId }: { accountId: string; userId: string }) {
      const members = await selectMembers(deps.db, accountId);
      return members.map((member) => ({ ...member, isYou: member.userId === userId }));
    },

    changeRole: (ask: ByMember & { userId: string; role: Role }) => changeTeam(deps.db, ask, changeRole(deps, ask)),

    removeMember: (ask: ByMember & { userId: string }) => changeTeam(deps.db, ask, removeMember(deps, ask)),

    leave: (ask: ByMember) =>
      changeTeam(deps.db, ask, async (change) => {
        const { tx, accountId, by, actor } = change;
        allow(judgeLeaving({ from: by, ownerCount: await countOwners(tx, accountId) }));
        await deleteMember(tx, { accountId, userId: actor.userId });
        await record(change, { action: "team.left", before: { role: by } });
      }),

    /** @param ask whose actor has just given the password again */
    transferOwnership: (ask: ByMember & { userId: string }) => changeTeam(deps.db, ask, transferOwnership(deps, ask)),
  };
}

/**
 * Runs a change of the team alone. Whoever asks is looked at again inside: they may have been removed meanwhile.
 * @throws AppError not_found when they or the account are gone, and what `act` throws; then nothing has changed
 */
export async function changeTeam<Outcome>(
  db: Database,
  { accountId, actor }: ByMember,
  act: (change: TeamChange) => Promise<Outcome>,
): Promise<Outcome> {
  return db.transaction(async (tx) => {
    const accountName = await lockTeam(tx, accountId);
    const by = accountName === undefined ? undefined : await findRole(tx, { accountId, userId: actor.userId });
    if (accountName === undefined || by === undefined)
      throw new AppError("not_found", "This account is no longer open to you.");
    const outcome = await act({ tx, accountId, actor, accountName, by });
    await publishChange(tx, { accountId, topic: "team", id: accountId });
    return outcome;
  });
}

export const record = ({ tx, accountId, actor }: TeamChange, entry: Omit<AuditRecord, "accountId" | "actor">) =>
  recordAudit(tx, { accountId, actor, ...entry });

export function allow(verdict: TeamVerdict): void {
  if (!verdict.ok) throw toRefusal(verdict.reason);
}

/** Adds somebody who has proven that they were invited. @returns false when they are in the team already */
export async function addMember(
  tx: Database,
  member: { accountId: string; userId: string; role: Role },
): Promise<boolean> {
  await lockTeam(tx, member.accountId);
  const isNew = await insertMember(tx, member);
  await publishChange(tx, { accountId: member.accountId, topic: "team", id: member.accountId });
  return isNew;
}

/** Takes everybody's access away, also that of people who were asked and haven't answered. */
export async function dissolveTeam({ tx, accountId }: TeamChange, now: Date): Promise<void> {
  await revokeInvitations(tx, accountId, now);
  await deleteMembers(tx, accountId);
}

const changeRole = (deps: TeamDeps, { userId, role }: { userId: string; role: Role }) =>
  async function change(team: TeamChange): Promise<void> {
    const { tx, accountId, by } = team;
    const member = await memberOf(team, userId);
    if (member.role === role) return;
    allow(judgeRoleChange({ by, from: member.role, to: role, ownerCount: await countOwners(tx, accountId) }));
    await updateRole(tx, { accountId, userId }, role);
    if (!can(role, "conversation.reply")) await releaseConversations(tx, { accountId, userId });
    await record(team, {
      action: "team.roleChanged",
      target: targetOf(member),
      before: { role: member.role },
      after: { role },
    });
    await tellMember(deps, team, member, role);
  };

const removeMember = (deps: TeamDeps, { userId }: { userId: string }) =>
  async function remove(team: TeamChange): Promise<void> {
    const { tx, accountId, by, actor } = team;
    const member = await memberOf(team, userId);
    const ownerCount = await countOwners(tx, accountId);
    allow(judgeRemoval({ by, from: member.role, isSelf: userId === actor.userId, ownerCount }));
    await deleteMember(tx, { accountId, userId });
    await record(team, { action: "team.memberRemoved", target: targetOf(member), before: { role: member.role } });
    await tellMember(deps, team, member, "removed");
  };

const transferOwnership = (deps: TeamDeps, { userId }: { userId: string }) =>
  async function transfer(team: TeamChange): Promise<void> {
    const { tx, accountId, by, actor } = team;
    allow(judgeTransfer({ by, isSelf: userId === actor.userId }));
    const member = await memberOf(team, userId);
    await updateRole(tx, { accountId, userId }, "owner");
    await updateRole(tx, { accountId, userId: actor.userId }, "admin");
    await record(team, {
      action: "team.ownershipTransferred",
      target: targetOf(member),
      before: { role: member.role },
      after: { role: "owner" },
    });
    await tellMember(deps, team, member, "owner");
  };

type Member = NonNullable<Awaited<ReturnType<typeof findMember>>>;

async function memberOf({ tx, accountId }: TeamChange, userId: string): Promise<Member> {
  const member = await findMember(tx, { accountId, userId });
  if (!member) throw noSuchMember();
  return member;
}

const targetOf = ({ userId, name, email }: Member) => ({ kind: "user", id: userId, name: name ?? email });

/** Nobody is mailed about what they did themselves. */
async function tellMember({ mailer }: TeamDeps, team: TeamChange, member: Member, role: Role | "removed") {
  const { tx, accountId, actor, accountName } = team;
  if (member.userId === actor.userId) return;
  await mailer.send(tx, {
    to: member.email,
    accountId,
    mail: {
      template: "role_changed",
      accountName,
      role,
      changedBy: actor.email,
      path: role === "removed" ? "/accounts" : `/accounts/${accountId}`,
    },
  });
}
