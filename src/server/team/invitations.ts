import type { Role } from "@/domain/access/roles";
import { judgeInvitation } from "@/domain/access/team-rules";
import type { Actor } from "@/server/audit/actor";
import { recordAudit } from "@/server/audit/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { AppError } from "@/server/errors";
import type { Mailer } from "@/server/mail/mail";
import type { RateLimit, RateLimiter } from "@/server/rate-limit/service";
import {
  closeInvitation,
  findByToken,
  findOpenInvitation,
  findUserByEmail,
  listOpenInvitations,
  upsertInvitation,
} from "./invitation-queries";
import { hashToken, newToken } from "./invitation-token";
import { findRole } from "./queries";
import { addMember, allow, changeTeam, record, type TeamChange } from "./service";
import { noSuchInvitation } from "./words";

const DAY_MS = 24 * 3_600_000;
/** Long enough for a holiday's length of a weekend and a sick note; a forgotten mail opens nothing afterwards. */
const VALID_MS = 7 * DAY_MS;
/** Each is a mail to somebody who did not ask for it. */
const PER_ACCOUNT: RateLimit = { attempts: 30, windowMs: DAY_MS };

export type InvitationState = "open" | "expired" | "used" | "revoked";

export interface InvitationDeps {
  db: Database;
  mailer: Mailer;
  limiter: RateLimiter;
  now: () => Date;
}

interface ByMember {
  accountId: string;
  actor: Actor;
}

export type InvitationService = ReturnType<typeof createInvitationService>;

/** Asking people into a team. The link's secret is in the mail alone: of it only a hash is stored. */
export function createInvitationService(deps: InvitationDeps) {
  const { db, now } = deps;
  return {
    /** Open ones, also those that have expired: they can be sent again. */
    async listOpen(accountId: string) {
      const rows = await listOpenInvitations(db, accountId);
      return rows.map(({ inviterName, inviterEmail, ...invitation }) => ({
        ...invitation,
        invitedBy: inviterName ?? inviterEmail,
        isExpired: invitation.expiresAt <= now(),
      }));
    },

    /** @throws AppError conflict when they are in the team already, forbidden, rate_limited */
    async invite(ask: ByMember & { email: string; role: Role }): Promise<{ invitationId: string }> {
      await limit(deps, ask.accountId);
      return changeTeam(db, ask, async (team) => {
        allow(judgeInvitation({ by: team.by, role: ask.role }));
        const user = await findUserByEmail(team.tx, ask.email);
        if (user && (await findRole(team.tx, { accountId: ask.accountId, userId: user.id })))
          throw new AppError("conflict", `${ask.email} is in the team already. Change their role in the list instead.`);
        const invitationId = await send(deps, team, { id: newId("invitation"), email: ask.email, role: ask.role });
        const target = { kind: "invitation", id: invitationId, name: ask.email };
        await record(team, { action: "team.invited", target, after: { role: ask.role } });
        return { invitationId };
      });
    },

    /** A new link by mail; the one before it stops working. */
    async resend(ask: ByMember & { invitationId: string }): Promise<void> {
      await limit(deps, ask.accountId);
      await changeTeam(db, ask, async (team) => {
        const invitation = await findOpenInvitation(team.tx, ask);
        if (!invitation) throw noSuchInvitation();
        allow(judgeInvitation({ by: team.by, role: invitation.role }));
        await send(deps, team, invitation);
        const target = { kind: "invitation", id: invitation.id, name: invitation.email };
        await record(team, { action: "team.invitationResent", target });
      });
    },

    async revoke(ask: ByMember & { invitationId: string }): Promise<void> {
      await changeTeam(db, ask, async (team) => {
        const invitation = await findOpenInvitation(team.tx, ask);
        if (!invitation) throw noSuchInvitation();
        allow(judgeInvitation({ by: team.by, role: invitation.role }));
        await closeInvitation(team.tx, ask, { revokedAt: now() });
        const target = { kind: "invitation", id: invitation.id, name: invitation.email };
        await record(team, { action: "team.invitationRevoked", target, before: { role: invitation.role } });
      });
    },

    /** What somebody with the link may know of it; null for a link that never was one, or that a newer one replaced. */
    async describe(token: string) {
      const found = await findByToken(db, hashToken(token));
      if (!found) return null;
      const { invitation, accountName, inviterName, inviterEmail } = found;
      return {
        accountName,
        role: invitation.role,
        email: invitation.email,
        invitedBy: inviterName ?? inviterEmail,
        state: stateOf(invitation, now()),
        hasUser: (await findUserByEmail(db, invitation.email)) !== undefined,
      };
    },

    /** @throws AppError forbidden for another address, conflict when it can't be used (any more) */
    accept: (token: string, actor: Actor) => accept(deps, token, actor),

    async decline(token: string): Promise<void> {
      await db.transaction(async (tx) => {
        const { invitation } = await requireOpen(tx, token, now());
        const key = { accountId: invitation.accountId, invitationId: invitation.id, tokenHash: invitation.tokenHash };
        if (!(await closeInvitation(tx, key, { declinedAt: now() }))) throw unusable("used");
        const target = { kind: "invitation", id: invitation.id, name: invitation.email };
        const { accountId } = invitation;
        await recordAudit(tx, { accountId, actor: null, action: "team.invitationDeclined", target });
        await publishChange(tx, { accountId, topic: "team", id: accountId });
      });
    },

    /** The address that an open link is for: whoever has the link reads that mailbox. @throws AppError conflict */
    async addressOf(token: string): Promise<string> {
      return (await requireOpen(db, token, now())).invitation.email;
    },
  };
}

async function limit({ limiter, now }: InvitationDeps, accountId: string): Promise<void> {
  const permit = await limiter.take(`invitations ${accountId}`, PER_ACCOUNT, now());
  if (permit.ok) return;
  const minutes = Math.ceil(permit.retryAfterMs / 60_000);
  throw new AppError("rate_limited", `That were many invitations for one day. Try again in ${minutes} minutes.`);
}

async function send(
  { mailer, now }: InvitationDeps,
  { tx, accountId, actor, accountName }: TeamChange,
  { id, email, role }: { id: string; email: string; role: Role },
): Promise<string> {
  const { token, tokenHash } = newToken();
  const sentAt = now();
  const expiresAt = new Date(sentAt.getTime() + VALID_MS);
  const row = { id, accountId, email, role, tokenHash, invitedBy: actor.userId, expiresAt, sentAt };
  const invitationId = await upsertInvitation(tx, row);
  await mailer.send(tx, {
    to: email,
    accountId,
    mail: {
      template: "team_invitation",
      path: `/invitation?token=${token}`,
      accountName,
      role,
      invitedBy: actor.email,
      expiresAt: expiresAt.toISOString(),
    },
  });
  return invitationId;
}

async function accept({ db, now }: InvitationDeps, token: string, actor: Actor): Promise<{ accountId: string }> {
  return db.transaction(async (tx) => {
    const { invitation } = await requireOpen(tx, token, now());
    const { id, accountId, email, role, tokenHash } = invitation;
    if (email !== actor.email.toLowerCase())
      throw new AppError("forbidden", `This invitation is for ${email}. Sign in with that address to accept it.`);
    const isFirst = await closeInvitation(
      tx,
      { accountId, invitationId: id, tokenHash, now: now() },
      { acceptedAt: now() },
    );
    if (!isFirst) throw unusable("used");
    const isNew = await addMember(tx, { accountId, userId: actor.userId, role });
    if (isNew) {
      const target = { kind: "user", id: actor.userId, name: actor.email };
      await recordAudit(tx, { accountId, actor, action: "team.joined", target, after: { role } });
    }
    return { accountId };
  });
}

const UNUSABLE: Record<Exclude<InvitationState, "open"> | "unknown", string> = {
  expired: "This invitation has expired. Ask whoever invited you to send it again.",
  used: "This invitation has been used already. Sign in to open the account.",
  revoked: "This invitation was taken back. Ask whoever invited you for a new one.",
  unknown: "This link doesn't work any more. Use the one in the newest mail, or ask for a new invitation.",
};
const unusable = (state: keyof typeof UNUSABLE) => new AppError("conflict", UNUSABLE[state]);

async function requireOpen(db: Database, token: string, now: Date) {
  const found = await findByToken(db, hashToken(token));
  const state = found ? stateOf(found.invitation, now) : "unknown";
  if (!found || state !== "open") throw unusable(state as keyof typeof UNUSABLE);
  return found;
}

function stateOf(
  row: { acceptedAt: Date | null; declinedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (row.acceptedAt || row.declinedAt) return "used";
  if (row.revokedAt) return "revoked";
  return row.expiresAt <= now ? "expired" : "open";
}
