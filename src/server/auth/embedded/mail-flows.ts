import { randomUUID } from "node:crypto";
import { type Endpoint, type EndpointDeps, readJson, requireSession, textField } from "./endpoint";
import { readEmail, readMetadata } from "./fields";
import { mailToken, takeMail } from "./mail-links";
import { beginFlow, type PkceChallenge, readChallenge } from "./pkce";
import { AuthFault, jsonResponse } from "./protocol";
import { findUserByEmail, insertUser, updateUser } from "./queries";
import { mailEmailChange } from "./update-user";

/** Every mail flow answers with this, whatever it did: the answer must not tell who has a user here. */
const sent = () => jsonResponse(200, {});

/** POST /recover: a link that signs in and lets a new password be set. */
export const recover: Endpoint = async (deps, call) => {
  const body = await readJson(call.request);
  const email = readEmail(body);
  const challenge = readChallenge(body);
  await takeMail(deps, call, email);
  const user = await findUserByEmail(deps.db, email);
  if (user) {
    await deps.db.transaction(async (tx) => {
      await updateUser(tx, user.id, { recoverySentAt: deps.now() }, deps.now());
      const flowStateId = await beginFlow(deps, tx, { userId: user.id, challenge, authenticationMethod: "recovery" });
      await mailToken(deps, tx, { user, kind: "recovery", email, flowStateId }, ({ path, code }) => ({
        template: "recover",
        path,
        code,
      }));
    });
  }
  return sent();
};

/** POST /resend: a mail that got lost once more; the link before it stops working. */
export const resend: Endpoint = async (deps, call) => {
  const body = await readJson(call.request);
  const type = textField(body, "type");
  if (textField(body, "phone") !== "")
    throw new AuthFault(400, "phone_provider_disabled", "Phone signups are disabled");
  if (type !== "signup" && type !== "email_change")
    throw AuthFault.validation("Missing one of these types: signup, email_change, sms, phone_change");
  const email = readEmail(body);
  await takeMail(deps, call, email);
  const user = await findUserByEmail(deps.db, email);
  const now = deps.now();
  if (type === "signup" && user && !user.emailConfirmedAt)
    await deps.db.transaction(async (tx) => {
      await updateUser(tx, user.id, { confirmationSentAt: now }, now);
      await mailToken(deps, tx, { user, kind: "confirmation", email }, ({ path, code }) => ({
        template: "confirm_email",
        path,
        code,
      }));
    });
  if (type === "email_change" && user?.newEmail) {
    const { newEmail } = user;
    await deps.db.transaction((tx) => mailEmailChange(deps, tx, user, newEmail));
  }
  return sent();
};

/** POST /otp and /magiclink: signing in without a password; new addresses become users unless told otherwise. */
export const otp: Endpoint = async (deps, call) => {
  const body = await readJson(call.request);
  if (textField(body, "phone") !== "")
    throw new AuthFault(400, "phone_provider_disabled", "Unsupported phone provider");
  const email = readEmail(body);
  const userMetadata = readMetadata(body);
  const challenge = readChallenge(body);
  await takeMail(deps, call, email);
  const mayCreate = body.create_user !== false && deps.isSignUpOpen;
  const user =
    (await findUserByEmail(deps.db, email)) ?? (mayCreate ? await addUser(deps, email, userMetadata) : undefined);
  if (!user && body.create_user === false) throw new AuthFault(422, "otp_disabled", "Signups not allowed for otp");
  if (user) await mailSignIn(deps, user, { email, challenge });
  return sent();
};

async function addUser(deps: EndpointDeps, email: string, userMetadata: Record<string, unknown>) {
  const now = deps.now();
  const user = await insertUser(deps.db, { id: randomUUID(), email, userMetadata, createdAt: now, updatedAt: now });
  return user ?? findUserByEmail(deps.db, email);
}

async function mailSignIn(
  deps: EndpointDeps,
  user: { id: string; emailConfirmedAt: Date | null },
  { email, challenge }: { email: string; challenge: PkceChallenge | undefined },
): Promise<void> {
  const isConfirmed = user.emailConfirmedAt !== null;
  const kind = isConfirmed ? "magiclink" : "confirmation";
  await deps.db.transaction(async (tx) => {
    const flowStateId = await beginFlow(deps, tx, { userId: user.id, challenge, authenticationMethod: "otp" });
    await updateUser(tx, user.id, isConfirmed ? {} : { confirmationSentAt: deps.now() }, deps.now());
    await mailToken(deps, tx, { user, kind, email, flowStateId }, ({ path, code }) => ({
      template: isConfirmed ? "magic_link" : "confirm_email",
      path,
      code,
    }));
  });
}

/** GET /reauthenticate: mails the digits that prove that the owner of the session is there. */
export const reauthenticate: Endpoint = async (deps, call) => {
  const { user } = await requireSession(deps, call);
  const { email } = user;
  if (email === null)
    throw AuthFault.validation("Reauthentication requires the user to have an email or a phone number");
  await takeMail(deps, call, email);
  await deps.db.transaction((tx) =>
    mailToken(deps, tx, { user, kind: "reauthentication", email }, ({ code }) => ({
      template: "reauthenticate",
      code,
    })),
  );
  return sent();
};
