import { type AuthError, isAuthRetryableFetchError } from "@supabase/supabase-js";
import type { Database } from "@/server/db/client";
import { AppError } from "@/server/errors";
import type { Logger } from "@/server/logger";
import { type AuthClient, authCookieName, createAuthClient } from "./client";
import type { HttpPort } from "./http";
import { judgePassword } from "./password-policy";
import { insertUserIfAbsent, type SessionUser, upsertUser } from "./queries";
import { readClaims } from "./session-claims";
import { isSessionRevoked, type SessionKey } from "./session-queries";
import type { AuthTransport } from "./transport";
import { passwordWords, toAppError, unreachable } from "./words";

export interface Credentials {
  email: string;
  password: string;
}

export type SignUpOutcome =
  | { status: "signed_in"; user: SessionUser }
  /** The project wants the address confirmed; known addresses get the same answer as new ones. */
  | { status: "confirm_email"; email: string };

export interface AuthService {
  /** @throws AppError conflict, bad_request (weak password), forbidden (closed), rate_limited, upstream_unavailable */
  signUp(credentials: Credentials, http: HttpPort): Promise<SignUpOutcome>;
  /** @throws AppError unauthorized, forbidden (unconfirmed, blocked), rate_limited, upstream_unavailable */
  signIn(credentials: Credentials, http: HttpPort): Promise<{ status: "signed_in"; user: SessionUser }>;
  /** Ends this session (the default), all others of the user, or all. The cookies go even when the server can't be told. */
  signOut(http: HttpPort, options?: { scope?: "local" | "others" | "global" }): Promise<void>;
  /**
   * Who sent the request; null without a valid session. Refreshes the session when it is about to expire. `strict` asks
   * the auth server whether the session still exists (for everything that changes something); otherwise a session that
   * was ended elsewhere counts until its token expires.
   * @throws AppError upstream_unavailable: the session may be fine, so nobody is signed out for it
   */
  readSession(http: HttpPort, options?: { strict?: boolean }): Promise<{ user: SessionUser; sessionId: string } | null>;
  /** Whether a session that was read before still counts: for event streams, which stay open. */
  isSessionLive(session: SessionKey): Promise<boolean>;
}

export interface AuthServiceDeps {
  db: Database;
  transport: AuthTransport;
  logger: Logger;
}

export function createAuthService(deps: AuthServiceDeps): AuthService {
  const rememberUser = createUserMirror(deps.db);

  return {
    async signUp({ email, password }, http) {
      const weakness = passwordWords(judgePassword(password));
      if (weakness !== undefined) throw new AppError("bad_request", weakness);
      const { client, refuse } = await connect(deps.transport, http);
      const { data, error } = await client.auth.signUp({ email, password });
      if (error) refuse(error);
      if (!data.session) return { status: "confirm_email", email };
      dropCookies(http, (name) => name.endsWith("-code-verifier"));
      const user = toSessionUser(data.session.user);
      await rememberUser(user, { isFromServer: true });
      return { status: "signed_in", user };
    },

    async signIn(credentials, http) {
      const { client, refuse } = await connect(deps.transport, http);
      const { data, error } = await client.auth.signInWithPassword(credentials);
      if (error) return refuse(error);
      const user = toSessionUser(data.user);
      await rememberUser(user, { isFromServer: true });
      return { status: "signed_in", user };
    },

    async signOut(http, { scope = "local" } = {}) {
      const { client, refuse } = await connect(deps.transport, http);
      const { error } = await client.auth.signOut({ scope });
      // The client leaves cookies behind that it can't read, or when a refresh on the way failed.
      if (scope !== "others") dropCookies(http, () => true);
      if (!error) return;
      deps.logger.warn({ scope, code: error.code, status: error.status }, "the auth server didn't end the session");
      // This browser is signed out either way; of the others, one must not believe so.
      if (scope !== "local") refuse(error);
    },

    async readSession(http, { strict = false } = {}) {
      if (!hasSessionCookie(http)) return null;
      const { client } = await connect(deps.transport, http);
      const claimed = await readClaims(client, deps.transport);
      if (!claimed) return null;
      const user = strict ? await confirmWithServer(client, claimed.user) : claimed.user;
      if (user) await rememberUser(user, { isFromServer: strict });
      return user && { user, sessionId: claimed.sessionId };
    },

    isSessionLive: async (session) => !(await isSessionRevoked(deps.db, session)),
  };
}

/** The client of one request, and what turns its errors into ours. */
async function connect(transport: AuthTransport, http: HttpPort) {
  let retryAfterMs: number | undefined;
  const send = transport.fetchFor(http.clientAddress);
  const client = await createAuthClient({
    transport: {
      url: transport.url,
      anonKey: transport.anonKey,
      // The client drops the headers of a refusal, and only they say how long to wait.
      fetch: async (input, init) => {
        const response = await send(input, init);
        const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
        if (Number.isFinite(seconds)) retryAfterMs = seconds * 1000;
        return response;
      },
    },
    cookies: { getAll: () => http.readCookies(), setAll: (cookies, headers) => http.writeCookies(cookies, headers) },
    isSecure: http.isSecure,
  });
  const refuse = (error: AuthError): never => {
    throw toAppError(error, retryAfterMs);
  };
  return { client, refuse };
}

/** Null when the session was ended or the user blocked since the token was signed. */
async function confirmWithServer(client: AuthClient, claimed: SessionUser): Promise<SessionUser | null> {
  const { data, error } = await client.auth.getUser();
  if (error && isAuthRetryableFetchError(error)) throw unreachable(error);
  return data.user?.id === claimed.id ? toSessionUser(data.user) : null;
}

const toSessionUser = (user: { id: string; email?: string }): SessionUser => ({ id: user.id, email: user.email ?? "" });

/** The session's own cookie or, when it is large, its numbered pieces. */
function hasSessionCookie(http: HttpPort): boolean {
  const name = authCookieName(http.isSecure);
  return http.readCookies().some((cookie) => cookie.name === name || cookie.name.startsWith(`${name}.`));
}

function dropCookies(http: HttpPort, isDropped: (name: string) => boolean): void {
  const prefix = authCookieName(http.isSecure);
  const options = { path: "/", maxAge: 0, httpOnly: true, secure: http.isSecure, sameSite: "lax" } as const;
  const dropped = http.readCookies().filter(({ name }) => name.startsWith(prefix) && isDropped(name));
  if (dropped.length > 0)
    http.writeCookies(
      dropped.map(({ name }) => ({ name, value: "", options })),
      { "Cache-Control": "private, no-cache, no-store, must-revalidate, max-age=0" },
    );
}

/** Users as large as a small town; beyond that the oldest are written once more. */
const REMEMBERED_USERS = 10_000;

/**
 * Keeps our row of each user who comes by, writing only what is news to this process. An address is taken over only from
 * the server's own answer: a token tells the one of when it was signed.
 */
function createUserMirror(db: Database) {
  const written = new Set<string>();
  return async (user: SessionUser, { isFromServer }: { isFromServer: boolean }): Promise<void> => {
    const key = isFromServer ? `${user.id} ${user.email}` : user.id;
    if (written.has(key)) return;
    await (isFromServer ? upsertUser(db, user) : insertUserIfAbsent(db, user));
    if (written.size >= REMEMBERED_USERS) written.clear();
    written.add(key).add(user.id);
  };
}
