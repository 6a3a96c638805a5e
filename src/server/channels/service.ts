import { readPhoneNumber } from "@/domain/words/phone-number";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
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
  start(accountId: string, link?: LinkMethod): Promise<void>;
  stop(accountId: string): Promise<void>;
  /** Unlinks the phone and forgets the session; the next start shows a new QR. */
  logout(accountId: string): Promise<void>;
  /** A picture of what the page behind the connection shows; see findScreenshot. */
  requestScreenshot(accountId: string): Promise<void>;
}

/** In the transaction of an account that is deleted: its phone is to be unlinked, its session forgotten. */
export const unlinkPhone = (tx: Database, accountId: string): Promise<void> => writeDesired(tx, accountId, "unlinked");

/** Whether its phone is still to be unlinked, or some process runs its connection. */
export async function isStillLinked(db: Database, accountId: string): Promise<boolean> {
  const connection = await findConnection(db, accountId);
  return connection?.desired === "unlinked" || (await isRunSomewhere(db, accountId));
}

export function createChannelControl(db: Database, now: () => Date): ChannelControl {
  return {
    start: async (accountId, link) => writeDesired(db, accountId, "up", { linkPhoneNumber: phoneNumberToLink(link) }),
    stop: (accountId) => writeDesired(db, accountId, "down"),
    logout: (accountId) => writeDesired(db, accountId, "unlinked"),
    requestScreenshot: (accountId) => requestScreenshot(db, accountId, now()),
  };
}

function phoneNumberToLink(link: LinkMethod | undefined): string | null {
  if (link?.type !== "pairing_code") return null;
  const number = readPhoneNumber(link.phoneNumber);
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
