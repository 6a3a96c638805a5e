import { connect, dropCookies, dropVerifiers } from "./auth-call";
import type { HttpPort } from "./http";
import { setUserName } from "./queries";
import type { AuthServiceDeps, Credentials, NewUser, SignUpOutcome } from "./service";
import { readClaims } from "./session-claims";
import { rememberSession, sessionIdOf, toSessionUser } from "./session-mirror";
import { revokeSession, revokeSessions } from "./session-queries";
import { checkStrength } from "./strength";

export async function signUp(
  deps: AuthServiceDeps,
  { email, password, name }: NewUser,
  http: HttpPort,
): Promise<SignUpOutcome> {
  checkStrength(password);
  const { client, refuse } = await connect(deps.transport, http);
  // The name travels with the user until they first sign in, which may be in another browser.
  const { data, error } = await client.auth.signUp({
    email,
    password,
    ...(name ? { options: { data: { name } } } : {}),
  });
  if (error) return refuse(error);
  dropVerifiers(http);
  if (!data.session) return { status: "confirm_email", email };
  const user = toSessionUser(data.session.user);
  const session = { user, sessionId: sessionIdOf(data.session.access_token) };
  await rememberSession(deps, session, http, { act: "user.signedUp" });
  if (name) await setUserName(deps.db, user.id, name);
  return { status: "signed_in", user };
}

export async function signIn(deps: AuthServiceDeps, credentials: Credentials, http: HttpPort) {
  const { client, refuse } = await connect(deps.transport, http);
  const { data, error } = await client.auth.signInWithPassword(credentials);
  if (error) return refuse(error);
  const user = toSessionUser(data.user);
  const session = { user, sessionId: sessionIdOf(data.session.access_token) };
  await rememberSession(deps, session, http, { act: "user.signedIn" });
  return { status: "signed_in" as const, user };
}

export async function signOut(
  deps: AuthServiceDeps,
  http: HttpPort,
  scope: "local" | "others" | "global",
): Promise<void> {
  const { client, refuse } = await connect(deps.transport, http);
  const claimed = await readClaims(client, deps.transport).catch((error: unknown) => {
    // Whom to end is not known then; the browser forgets its session all the same.
    deps.logger.warn({ err: error }, "the auth server couldn't be asked whose session ends");
    return null;
  });
  if (claimed) {
    const key = { userId: claimed.user.id, sessionId: claimed.sessionId };
    if (scope === "local") await revokeSession(deps.db, key, deps.now());
    else {
      const except = scope === "others" ? key.sessionId : undefined;
      await revokeSessions(deps.db, { userId: key.userId, except }, deps.now());
    }
  }
  const { error } = await client.auth.signOut({ scope });
  // The client leaves cookies behind that it can't read, or when a refresh on the way failed.
  if (scope !== "others") dropCookies(http, () => true);
  if (!error) return;
  deps.logger.warn({ scope, code: error.code, status: error.status }, "the auth server didn't end the session");
  // This browser is signed out either way; of the others, one must not believe so.
  if (scope !== "local") refuse(error);
}
