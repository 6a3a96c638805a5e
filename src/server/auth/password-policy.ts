import { isCommonPassword } from "./common-passwords";

export const PASSWORD_MIN_BYTES = 8;
/** Hosted Supabase hashes with bcrypt, which looks at 72 bytes; the same limit here keeps users movable. */
export const PASSWORD_MAX_BYTES = 72;

export interface PasswordRules {
  minBytes: number;
  /** Whether the first passwords that would be tried are refused. */
  refusesCommon: boolean;
}

export const DEFAULT_PASSWORD_RULES: PasswordRules = { minBytes: PASSWORD_MIN_BYTES, refusesCommon: true };

export type PasswordVerdict = "fine" | "too-short" | "too-long" | "too-common";

/** Whether a new password may be set. Length counts in UTF-8 bytes. */
export function judgePassword(password: string, rules: PasswordRules = DEFAULT_PASSWORD_RULES): PasswordVerdict {
  const sizeBytes = Buffer.byteLength(password);
  if (sizeBytes > PASSWORD_MAX_BYTES) return "too-long";
  if (sizeBytes < rules.minBytes) return "too-short";
  return rules.refusesCommon && isCommonPassword(password) ? "too-common" : "fine";
}
