import { accountLetters } from "./account-letters";
import type { Letter, Letters } from "./letter";
import type { Mail } from "./mail";
import { signInLetters } from "./sign-in-letters";

const LETTERS: Letters<Mail["template"]> = { ...signInLetters, ...accountLetters };

/** False for what another version of Parley wrote. */
export const isMail = (value: unknown): value is Mail =>
  typeof value === "object" && value !== null && Object.hasOwn(LETTERS, String((value as Mail).template));

export function letterOf(mail: Mail): Letter {
  // TypeScript doesn't see that the letter and the mail go by the same name.
  const write = LETTERS[mail.template] as (mail: Mail) => Letter;
  return write(mail);
}
