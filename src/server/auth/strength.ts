import { AppError } from "@/server/errors";
import { judgePassword } from "./password-policy";
import { passwordWords } from "./words";

/** @throws AppError bad_request, in words that say what to do */
export function checkStrength(password: string): void {
  const weakness = passwordWords(judgePassword(password));
  if (weakness !== undefined) throw new AppError("bad_request", weakness);
}
