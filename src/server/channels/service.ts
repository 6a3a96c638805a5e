import { readPhoneNumber } from "@/domain/words/phone-number";
import type { Actor } from "@/server/audit/actor";
import { type AuditRecord, recordAudit } from "@/server/audit/service";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import { sayEnglish } from "@/server/say-english";
import type { LinkMethod } from "./driver";
import { findConnection, isRunSomewhere, writeDesired } from "./queries";
import { requestScreenshot } from "./screenshot-queries";

/** What people ask for. It is written down, and whichever process runs the account's connection carries it out. */
export interface ChannelControl {
  /**
   * Connects, also in place of another browser that has taken the number over. `link` is how a number that isn't linked
   * gets linked; default: by QR code.
   * @throws AppError in words when the phone number is none
   */
  start(accountId: string, link?: LinkMethod, actor?: Actor): Promise<void>;
  stop(accountId: string, actor?: Actor): Promise<void>;
  /** Unlinks the phone and forgets the session; the next start shows a new QR. */
  logout(accountId: string, actor?: Actor): Promise<void>;
  /** A picture of what the page behind the connection shows; see findScreenshot. */
  requestScreenshot(accountId: string, actor?: Actor): Promise<void>;
}

/** In the transaction of an account that is deleted: its phone is to be unlinked, its session forgotten. */
export const unlinkPhone = (tx: Database, accountId: string): Promise<void> => writeDesired(tx, accountId, "unlinked");

/** Whether its phone is still to be unlinked, or some process runs its connection. */
export async function isStillLinked(db: Database, accountId: string): Promise<boolean> {
  const connection = await findConnection(db, accountId);
  return connection?.desired === "unlinked" || (await isRunSomewhere(db, accountId));
}

export function createChannelControl(db: Database, now: () => Date): ChannelControl {
  /** @param actor absent where no person asked; the log is for what people did */
  const audited = (
    accountId: string,
    actor: Actor | undefined,
    action: AuditRecord["action"],
    act: (tx: Database) => Promise<void>,
  ) =>
    db.transaction(async (tx) => {
      await act(tx);
      if (actor) await recordAudit(tx, { accountId, actor, action });
    });
  return {
    start: async (accountId, link, actor) => {
      const linkPhoneNumber = phoneNumberToLink(link);
      await audited(accountId, actor, "connection.started", (tx) =>
        writeDesired(tx, accountId, "up", { linkPhoneNumber }),
      );
    },
    stop: (accountId, actor) =>
      audited(accountId, actor, "connection.stopped", (tx) => writeDesired(tx, accountId, "down")),
    logout: (accountId, actor) => audited(accountId, actor, "connection.unlinked", (tx) => unlinkPhone(tx, accountId)),
    requestScreenshot: (accountId, actor) =>
      audited(accountId, actor, "connection.screenshotRequested", (tx) => requestScreenshot(tx, accountId, now())),
  };
}

function phoneNumberToLink(link: LinkMethod | undefined): string | null {
  if (link?.type !== "pairing_code") return null;
  const number = readPhoneNumber(sayEnglish, "en", link.phoneNumber);
  if (!number.isValid) throw new AppError("bad_request", number.problem);
  return number.digits;
}

/**
 * The connection as a page shows it, as it was last written by the process that runs it. QR and code pair a phone with
 * whoever has them, so only people who may manage the connection get them.
 */
export async function describeConnection(db: Database, input: { accountId: string; canManage: boolean }) {
  const row = await findConnection(db, input.accountId);
  const qr = input.canManage && row?.state === "qr" ? row.qr : null;
  const pairingCode = input.canManage && row?.state === "pairing_code" ? row.pairingCode : null;
  return {
    state: row?.state ?? ("stopped" as const),
    reason: row?.stateReason ?? null,
    qr,
    qrExpiresAt: qr ? (row?.qrExpiresAt ?? null) : null,
    pairingCode,
    pairingCodeExpiresAt: pairingCode ? (row?.pairingCodeExpiresAt ?? null) : null,
    linkPhoneNumber: input.canManage ? (row?.linkPhoneNumber ?? null) : null,
    phoneNumber: row?.phoneNumber ?? null,
    displayName: row?.displayName ?? null,
    lastReadyAt: row?.lastReadyAt ?? null,
    canManage: input.canManage,
  };
}
