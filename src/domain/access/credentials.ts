import { z } from "zod";

/** As the auth server compares them: without spaces around and in lower case. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("That doesn't look like an email address.").max(254, "That address is too long."));

/** One that exists: whether it is right is found out elsewhere. */
export const passwordSchema = z.string().min(1, "Enter your password.").max(200, "That password is too long.");

/** One to be set: how good it has to be is said by password-policy.ts. */
export const newPasswordSchema = z.string().min(1, "Choose a password.").max(200, "That password is too long.");

/** What the team calls a person. */
export const nameSchema = z.string().trim().max(80, "Use a name of at most 80 characters.");
