import { randomUUID } from "node:crypto";
import { z } from "zod";
import { judgePassword, PASSWORD_MAX_BYTES } from "../password-policy";
import { type Endpoint, readJson, textField } from "./endpoint";
import { AuthFault, jsonResponse } from "./protocol";
import { insertUser } from "./queries";
import { openSession } from "./sessions";

/** The metadata travels in each token and each cookie; 3 kB of it make browsers' requests too large for servers. */
const MAX_METADATA_BYTES = 1024;

const emailSchema = z.email().max(254);
const metadataSchema = z.record(z.string(), z.unknown()).nullish();

/** One spelling per mailbox: what people type differs in case and in stray blanks. */
export const normalizeEmail = (text: string): string => text.trim().toLowerCase();

/** Creates a user, confirmed at once since nothing can send mail yet, and signs them in. */
export const signUp: Endpoint = async (deps, call) => {
  const body = await readJson(call.request);
  if (!deps.isSignUpOpen) throw new AuthFault(422, "signup_disabled", "Signups not allowed for this instance");
  const email = readEmail(body);
  const password = readNewPassword(body);
  const userMetadata = readMetadata(body);
  const permit = deps.limits.signUpByAddress.take(call.addressBucket, deps.now().getTime());
  if (!permit.ok) throw AuthFault.rateLimited(permit.retryAfterMs);

  const now = deps.now();
  const user = await insertUser(deps.db, {
    id: randomUUID(),
    email,
    passwordHash: await deps.passwords.hash(password),
    emailConfirmedAt: now,
    userMetadata,
    createdAt: now,
    updatedAt: now,
  });
  if (!user) throw new AuthFault(422, "user_already_exists", "User already registered");
  deps.logger.info({ event: "auth.user_signed_up", userId: user.id }, "user signed up");
  return jsonResponse(200, await openSession(deps, user));
};

function readEmail(body: Record<string, unknown>): string {
  const text = textField(body, "email");
  const phone = textField(body, "phone");
  if (text !== "" && phone !== "")
    throw AuthFault.validation("Only an email address or phone number should be provided on signup.");
  if (phone !== "") throw new AuthFault(400, "phone_provider_disabled", "Phone signups are disabled");
  if (text === "") throw new AuthFault(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
  const email = emailSchema.safeParse(normalizeEmail(text));
  if (!email.success) throw AuthFault.validation("Unable to validate email address: invalid format");
  return email.data;
}

function readNewPassword(body: Record<string, unknown>): string {
  const password = textField(body, "password");
  if (password === "") throw AuthFault.validation("Signup requires a valid password");
  switch (judgePassword(password)) {
    case "too-long":
      throw AuthFault.validation(`Password cannot be longer than ${PASSWORD_MAX_BYTES} characters`);
    case "too-short":
      throw new AuthFault(422, "weak_password", "Password should be at least 8 characters.", {
        weakPasswordReasons: ["length"],
      });
    case "too-common":
      throw new AuthFault(
        422,
        "weak_password",
        "Password is known to be weak and easy to guess, please choose a different one.",
        { weakPasswordReasons: ["pwned"] },
      );
    case "fine":
      return password;
  }
}

function readMetadata(body: Record<string, unknown>): Record<string, unknown> {
  const metadata = metadataSchema.safeParse(body.data);
  if (!metadata.success) throw AuthFault.validation("data must be an object");
  if (Buffer.byteLength(JSON.stringify(metadata.data ?? {})) > MAX_METADATA_BYTES)
    throw AuthFault.validation(`User metadata cannot be larger than ${MAX_METADATA_BYTES} bytes`);
  return metadata.data ?? {};
}
