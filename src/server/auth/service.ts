import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import type { Mailer, OwnPath } from "@/server/mail/mail";
import {
  changeEmail,
  changePassword,
  checkPassword,
  type EmailChange,
  isRecovered,
  type PasswordChange,
} from "./credential-changes";
import type { HttpPort } from "./http";
import { type Confirmation, confirm, requestPasswordReset, resendConfirmation } from "./mail-links";
import type { SessionUser } from "./queries";
import { forgetIdleSessions, readSession, type Session } from "./session-mirror";
import { findSession, revokeSession, revokeSessions, type SessionKey } from "./session-queries";
import { signIn, signOut, signUp } from "./sign-in";
import type { AuthTransport } from "./transport";
import { createConfirmedUser, deleteUser } from "./user-lifecycle";

export interface Credentials {
  email: string;
  password: string;
}

export interface NewUser extends Credentials {
  name?: string | undefined;
}

export type SignUpOutcome =
  | { status: "signed_in"; user: SessionUser }
  /** The address has to be confirmed; known addresses get the same answer as new ones. */
  | { status: "confirm_email"; email: string };

export interface AuthService {
  /** Strangers may make themselves a user. */
  readonly isSignUpOpen: boolean;
  /** An administrator's key is at hand: users can be made confirmed, and deleted. */
  readonly hasAdmin: boolean;
  /** @throws AppError conflict, bad_request (weak password), forbidden (closed), rate_limited, upstream_unavailable */
  signUp(user: NewUser, http: HttpPort): Promise<SignUpOutcome>;
  /** @throws AppError unauthorized, forbidden (unconfirmed, blocked), rate_limited, upstream_unavailable */
  signIn(credentials: Credentials, http: HttpPort): Promise<{ status: "signed_in"; user: SessionUser }>;
  /** Ends this session (the default), all others of the user, or all. The cookies go even when the server can't be told. */
  signOut(http: HttpPort, options?: { scope?: "local" | "others" | "global" }): Promise<void>;
  /**
   * Who sent the request; null without a valid session. Refreshes the session when it is about to expire. A session that
   * was ended here counts no more, at once; `strict` (for everything that changes something) also asks the auth server,
   * where it may have been ended too.
   * @throws AppError upstream_unavailable: the session may be fine, so nobody is signed out for it
   */
  readSession(http: HttpPort, options?: { strict?: boolean }): Promise<Session | null>;
  /** Whether a session that was read before still counts: for event streams, which stay open. */
  isSessionLive(session: SessionKey): Promise<boolean>;
  /** Mails a link, if the address is somebody's; nobody is told. @throws AppError rate_limited, upstream_unavailable */
  requestPasswordReset(email: string, http: HttpPort): Promise<void>;
  /** The mail of a sign-up once more, if it is waited for; nobody is told. @throws AppError rate_limited, upstream_unavailable */
  resendConfirmation(email: string, http: HttpPort): Promise<void>;
  /** Uses a mail's link up and signs in. @returns where to go next. @throws AppError bad_request when it works no more */
  confirm(confirmation: Confirmation, http: HttpPort): Promise<{ next: OwnPath }>;
  /** Ends the other sessions. @throws AppError bad_request (wrong or weak password), rate_limited */
  changePassword(change: PasswordChange, http: HttpPort): Promise<void>;
  /** @throws AppError bad_request (wrong password), conflict (somebody's), rate_limited */
  changeEmail(change: EmailChange, http: HttpPort): Promise<{ status: "confirm_both" | "changed" }>;
  /** Whether a reset link has opened this session a moment ago: then a password can be set without the old one. */
  isRecovered(session: SessionKey): Promise<boolean>;
  /** Proves once more who sits there; opens no session that lasts. @throws AppError bad_request, rate_limited */
  checkPassword(credentials: Credentials, http: HttpPort): Promise<void>;
  /** @returns false when it had ended, or is somebody else's */
  endSession(session: SessionKey): Promise<boolean>;
  /** @returns how many there were */
  endOtherSessions(session: SessionKey, http: HttpPort): Promise<number>;
  /** For whoever has proven by a link that the address is theirs. @throws AppError conflict, bad_request */
  createConfirmedUser(user: NewUser, http: HttpPort): Promise<SessionUser>;
  /** For ever, at the auth server too. @throws AppError forbidden without an administrator's key */
  deleteUser(userId: string): Promise<void>;
  /** What is to be done now and then. */
  tidy(): Promise<void>;
}

export interface AuthServiceDeps {
  db: Database;
  transport: AuthTransport;
  mailer: Mailer;
  logger: Logger;
  now: () => Date;
  isSignUpOpen: boolean;
}

/** Signing in, through the Supabase client, whichever auth server stands behind the transport. */
export function createAuthService(deps: AuthServiceDeps): AuthService {
  const { db, transport, now } = deps;
  return {
    isSignUpOpen: deps.isSignUpOpen,
    hasAdmin: transport.adminKey !== null,
    signUp: (user, http) => signUp(deps, user, http),
    signIn: (credentials, http) => signIn(deps, credentials, http),
    signOut: (http, { scope = "local" } = {}) => signOut(deps, http, scope),
    readSession: (http, { strict = false } = {}) => readSession(deps, http, { strict }),
    isSessionLive: async (session) => {
      const row = await findSession(db, session);
      return row !== undefined && row.revokedAt === null;
    },
    requestPasswordReset: (email, http) => requestPasswordReset(deps, email, http),
    resendConfirmation: (email, http) => resendConfirmation(deps, email, http),
    confirm: (confirmation, http) => confirm(deps, confirmation, http),
    changePassword: (change, http) => changePassword(deps, change, http),
    changeEmail: (change, http) => changeEmail(deps, change, http),
    isRecovered: (session) => isRecovered(deps, session),
    checkPassword: (credentials, http) => checkPassword(deps, credentials, http),
    endSession: async (session) => {
      const hasEnded = await revokeSession(db, session, now());
      if (hasEnded) await transport.endSession?.(session.sessionId);
      return hasEnded;
    },
    endOtherSessions: async ({ userId, sessionId }, http) => {
      const ended = await revokeSessions(db, { userId, except: sessionId }, now());
      await signOut(deps, http, "others");
      return ended.length;
    },
    createConfirmedUser: (user, http) => createConfirmedUser(deps, user, http),
    deleteUser: (userId) => deleteUser(deps, userId),
    tidy: async () => {
      await forgetIdleSessions(deps);
      await transport.tidy?.();
    },
  };
}
