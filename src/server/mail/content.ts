import { seal, unseal } from "@/server/seal";
import { isMail } from "./letters";
import type { Mail } from "./mail";

/** What a mail's template is filled with, as it is stored: links in it open things. */
export const sealMail = (key: Uint8Array, mailId: string, mail: Mail): string =>
  seal(key, JSON.stringify(mail), mailId);

/** Undefined when it was forgotten, sealed with another key, or written by a version with other templates. */
export function openMail(
  key: Uint8Array,
  { id, sealedContent }: { id: string; sealedContent: string | null },
): Mail | undefined {
  const json = sealedContent === null ? undefined : unseal(key, sealedContent, id);
  const mail: unknown = json === undefined ? undefined : JSON.parse(json);
  return isMail(mail) ? mail : undefined;
}
