import type { Role } from "@/domain/access/roles";
import type { Database } from "@/server/db/client";

/** A path of ours with its query, such as `/auth/confirm?token_hash=…`; the address people open is put before it when the mail is rendered. */
export type OwnPath = `/${string}`;

/** Every mail that Parley sends: the template's name and what it is filled with. */
export type Mail =
  /** Somebody signed up with this address. */
  | { template: "confirm_email"; path: OwnPath; code: string }
  /** Somebody asked for a new password. */
  | { template: "recover"; path: OwnPath; code: string }
  /** Sent to both mailboxes; `mailbox` says which one reads it. */
  | { template: "change_email"; path: OwnPath; code: string; mailbox: "current" | "new"; newEmail: string }
  /** Sign in without a password. */
  | { template: "magic_link"; path: OwnPath; code: string }
  /** Proof of presence before something that matters. */
  | { template: "reauthenticate"; code: string }
  /** An administrator of this Parley made a user for this address; of an account's own invitations see `team_invitation`. */
  | { template: "invite_user"; path: OwnPath; code: string }
  | {
      template: "team_invitation";
      path: OwnPath;
      accountName: string;
      role: Role;
      /** Null when that person is gone. */
      invitedBy: string | null;
      /** ISO 8601. */
      expiresAt: string;
    }
  | { template: "role_changed"; accountName: string; role: Role | "removed"; changedBy: string | null; path: OwnPath }
  /** A notice afterwards, so that a thief can't do it unseen. */
  | { template: "password_changed"; path: OwnPath }
  | { template: "email_changed"; newEmail: string; path: OwnPath }
  | { template: "number_disconnected"; accountName: string; phoneNumber: string | null; reason: string; path: OwnPath };

export interface OutgoingMail {
  to: string;
  /** The account that it is about: it goes with the account. */
  accountId?: string;
  mail: Mail;
}

export interface Mailer {
  /**
   * Puts a mail on its way as part of the caller's transaction: it goes out exactly if that commits, and off the request's
   * path, so that nobody can tell by the time an answer takes whether a mail went out.
   */
  send(tx: Database, mail: OutgoingMail): Promise<void>;
}
