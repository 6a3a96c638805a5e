import { z } from "zod";
import { judgePassword, PASSWORD_MAX_BYTES } from "../password-policy";
import { type EndpointDeps, textField } from "./endpoint";
import { AuthFault } from "./protocol";

/** The metadata travels in each token and each cookie; 3 kB of it make browsers' requests too large for servers. */
const MAX_METADATA_BYTES = 1024;

const emailSchema = z.email().max(254);
const metadataSchema = z.record(z.string(), z.unknown()).nullish();

/** One spelling per mailbox: what people type differs in case and in stray blanks. */
export const normalizeEmail = (text: string): string => text.trim().toLowerCase();

/** @throws AuthFault validation_failed */
export function readEmail(body: Record<string, unknown>, name = "email"): string {
  const email = emailSchema.safeParse(normalizeEmail(textField(body, name)));
  if (!email.success) throw AuthFault.validation("Unable to validate email address: invalid format");
  return email.data;
}

/** A password that may be set. @throws AuthFault validation_failed, weak_password */
export function checkNewPassword({ passwordRules }: Pick<EndpointDeps, "passwordRules">, password: string): string {
  switch (judgePassword(password, passwordRules)) {
    case "too-long":
      throw AuthFault.validation(`Password cannot be longer than ${PASSWORD_MAX_BYTES} characters`);
    case "too-short":
      throw new AuthFault(422, "weak_password", `Password should be at least ${passwordRules.minBytes} characters.`, {
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

/** The metadata that a body asks for, over what is stored; null removes a field. @throws AuthFault validation_failed */
export function readMetadata(
  body: Record<string, unknown>,
  stored: Record<string, unknown> = {},
  name = "data",
): Record<string, unknown> {
  const metadata = metadataSchema.safeParse(body[name]);
  if (!metadata.success) throw AuthFault.validation(`${name} must be an object`);
  const merged = Object.entries({ ...stored, ...metadata.data }).filter(([, value]) => value !== null);
  const result = Object.fromEntries(merged);
  if (Buffer.byteLength(JSON.stringify(result)) > MAX_METADATA_BYTES)
    throw AuthFault.validation(`User metadata cannot be larger than ${MAX_METADATA_BYTES} bytes`);
  return result;
}
