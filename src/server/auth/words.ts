import { type AuthError, isAuthRetryableFetchError, isAuthWeakPasswordError } from "@supabase/supabase-js";
import { AppError } from "@/server/errors";
import { PASSWORD_MAX_BYTES, PASSWORD_MIN_BYTES, type PasswordVerdict } from "./password-policy";

const GUESSABLE =
  "That password is one of the first that would be tried. Choose another one; a short sentence is easy to keep.";

/** What is wrong with a new password, in words that say what to do; undefined when nothing is. */
export function passwordWords(verdict: PasswordVerdict): string | undefined {
  switch (verdict) {
    case "too-short":
      return `Choose a password of at least ${PASSWORD_MIN_BYTES} characters.`;
    case "too-long":
      return `Choose a shorter password: ${PASSWORD_MAX_BYTES} characters at most.`;
    case "too-common":
      return GUESSABLE;
    case "fine":
      return undefined;
  }
}

export const unreachable = (cause?: unknown): AppError =>
  new AppError("upstream_unavailable", "Signing in isn't possible right now. Try again in a minute.", { cause });

/**
 * What the auth server refused, as a person should read it. The words are the same for a wrong password and an unknown
 * address, on purpose.
 * @param retryAfterMs what the answer's Retry-After header said
 */
export function toAppError(error: AuthError, retryAfterMs?: number): AppError {
  const detail = { cause: error, code: error.code };
  if (isAuthRetryableFetchError(error)) return unreachable(error);
  if (isAuthWeakPasswordError(error)) return new AppError("bad_request", weakPasswordWords(error), detail);
  switch (error.code) {
    case "invalid_credentials":
      return new AppError("unauthorized", "That email and password don't match.", detail);
    case "email_not_confirmed":
      return new AppError(
        "forbidden",
        "Confirm your email address first: open the link we sent you. It may be in the spam folder.",
        detail,
      );
    case "user_already_exists":
    case "email_exists":
      return new AppError(
        "conflict",
        "There is already a user with this email address. Use another one, or sign in with it.",
        detail,
      );
    case "signup_disabled":
    case "email_provider_disabled":
    case "email_address_not_authorized":
      return new AppError(
        "forbidden",
        "New users can't sign up here by themselves. Ask the person who runs this Parley.",
        detail,
      );
    case "otp_expired":
    case "otp_disabled":
    case "flow_state_expired":
    case "flow_state_not_found":
      return new AppError(
        "bad_request",
        "This link works no more: it was used, or is too old. Ask for a new one.",
        detail,
      );
    case "same_password":
      return new AppError("bad_request", "That is your password already. Choose another one.", detail);
    case "user_banned":
      return new AppError("forbidden", "This user is blocked. Ask the person who runs this Parley.", detail);
    case "email_address_invalid":
      return new AppError("bad_request", "That email address can't be used. Try another one.", detail);
    case "over_request_rate_limit":
    case "over_email_send_rate_limit":
      return new AppError("rate_limited", tooManyWords(retryAfterMs), detail);
    default:
      return new AppError("bad_request", "That didn't work. Check the email address and the password.", detail);
  }
}

function weakPasswordWords({ reasons, message }: { reasons: string[]; message: string }): string {
  if (reasons.includes("length")) {
    // A hosted project may ask for more than we do, and says so only in its message.
    const atLeast = /at least (\d+)/.exec(message)?.[1] ?? PASSWORD_MIN_BYTES;
    return `Choose a password of at least ${atLeast} characters.`;
  }
  if (reasons.includes("characters")) return "Mix small and capital letters, digits and signs in your password.";
  return GUESSABLE;
}

/** Whole sentences: other languages put the time somewhere else. */
function tooManyWords(retryAfterMs: number | undefined): string {
  if (retryAfterMs === undefined) return "Too many tries. Try again in a few minutes.";
  const minutes = Math.ceil(retryAfterMs / 60_000);
  return minutes <= 1 ? "Too many tries. Try again in a minute." : `Too many tries. Try again in ${minutes} minutes.`;
}
