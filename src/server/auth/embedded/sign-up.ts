import { randomUUID } from "node:crypto";
import { type AuthCall, type Endpoint, type EndpointDeps, readJson, textField } from "./endpoint";
import { checkNewPassword, readEmail, readMetadata } from "./fields";
import { mailToken, takeMail } from "./mail-links";
import { beginFlow, type PkceChallenge, readChallenge } from "./pkce";
import { AuthFault, jsonResponse } from "./protocol";
import { type AuthUserRow, findUserByEmail, insertUser, updateUser } from "./queries";
import { openSession } from "./sessions";
import { userView } from "./user-view";

interface SignUpAsk {
  email: string;
  passwordHash: string;
  userMetadata: Record<string, unknown>;
  challenge: PkceChallenge | undefined;
}

/** POST /signup: creates a user, and signs them in unless the address has to be confirmed first. */
export const signUp: Endpoint = async (deps, call) => {
  const body = await readJson(call.request);
  if (!deps.isSignUpOpen) throw new AuthFault(422, "signup_disabled", "Signups not allowed for this instance");
  const [hasEmail, hasPhone] = [textField(body, "email") !== "", textField(body, "phone") !== ""];
  if (hasEmail && hasPhone)
    throw AuthFault.validation("Only an email address or phone number should be provided on signup.");
  if (hasPhone) throw new AuthFault(400, "phone_provider_disabled", "Phone signups are disabled");
  if (!hasEmail) return signInAnonymously(deps, call, body);

  const email = readEmail(body);
  const password = textField(body, "password");
  if (password === "") throw AuthFault.validation("Signup requires a valid password");
  checkNewPassword(deps, password);
  const userMetadata = readMetadata(body);
  const challenge = readChallenge(body);
  await takeSignUp(deps, call);
  if (!deps.isAutoConfirmed) await takeMail(deps, call, email);
  // Before anybody is looked up: the time it takes tells nothing.
  const ask = { email, passwordHash: await deps.passwords.hash(password), userMetadata, challenge };
  return deps.isAutoConfirmed ? signUpAtOnce(deps, ask) : signUpByMail(deps, ask);
};

async function takeSignUp(deps: EndpointDeps, { addressBucket }: AuthCall): Promise<void> {
  const permit = await deps.take("signUpByAddress", addressBucket);
  if (!permit.ok) throw AuthFault.rateLimited(permit.retryAfterMs);
}

const newUser = (deps: EndpointDeps, { email, passwordHash, userMetadata }: Omit<SignUpAsk, "challenge">) => {
  const now = deps.now();
  return { id: randomUUID(), email, passwordHash, userMetadata, createdAt: now, updatedAt: now };
};

async function signUpAtOnce(deps: EndpointDeps, ask: SignUpAsk): Promise<Response> {
  const user = await insertUser(deps.db, { ...newUser(deps, ask), emailConfirmedAt: deps.now() });
  if (!user) throw new AuthFault(422, "user_already_exists", "User already registered");
  deps.logger.info({ event: "auth.user_signed_up", userId: user.id }, "user signed up");
  return jsonResponse(200, await openSession(deps, user, "password"));
}

/** The answer says the same whether or not the address is known; only its mailbox learns more. */
async function signUpByMail(deps: EndpointDeps, ask: SignUpAsk): Promise<Response> {
  const user = await deps.db.transaction(async (tx) => {
    const inserted = await insertUser(tx, newUser(deps, ask));
    const known = inserted ?? (await findUserByEmail(tx, ask.email));
    if (!known || (known.emailConfirmedAt && !inserted)) return undefined;
    const { passwordHash, userMetadata, challenge } = ask;
    // Who signed up last is taken at their word: nobody has proven anything about this address yet.
    const news = inserted ? {} : { passwordHash, userMetadata };
    const user = await updateUser(tx, known.id, { ...news, confirmationSentAt: deps.now() }, deps.now());
    const flowStateId = await beginFlow(deps, tx, { userId: known.id, challenge, authenticationMethod: "otp" });
    await mailToken(
      deps,
      tx,
      { user: known, kind: "confirmation", email: ask.email, flowStateId },
      ({ path, code }) => ({
        template: "confirm_email",
        path,
        code,
      }),
    );
    return user;
  });
  if (user) deps.logger.info({ event: "auth.user_signed_up", userId: user.id }, "user signed up, to be confirmed");
  return jsonResponse(200, user ? userView(user) : { ...userView(madeUpUser(deps, ask)), identities: [] });
}

/** What a known address gets back instead of its user. */
function madeUpUser(deps: EndpointDeps, ask: SignUpAsk): AuthUserRow {
  const now = deps.now();
  return {
    ...newUser(deps, ask),
    role: "authenticated",
    isAnonymous: false,
    emailConfirmedAt: null,
    confirmationSentAt: now,
    recoverySentAt: null,
    invitedAt: null,
    newEmail: null,
    emailChangeSentAt: null,
    emailChangeConfirmations: 0,
    lastSignInAt: null,
    appMetadata: {},
    bannedUntil: null,
    deletedAt: null,
  };
}

async function signInAnonymously(deps: EndpointDeps, call: AuthCall, body: Record<string, unknown>): Promise<Response> {
  if (!deps.allowAnonymous) throw new AuthFault(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
  const userMetadata = readMetadata(body);
  await takeSignUp(deps, call);
  const now = deps.now();
  const row = { id: randomUUID(), isAnonymous: true, userMetadata, createdAt: now, updatedAt: now };
  const user = await insertUser(deps.db, row);
  if (!user) throw new Error("An anonymous user could not be stored.");
  return jsonResponse(200, await openSession(deps, user, "anonymous"));
}
