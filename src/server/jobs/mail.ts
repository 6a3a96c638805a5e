import type { MailService } from "@/server/mail/service";
import type { JobHandler } from "./queue";

/** Sends a mail; how it went stands in its row. */
export function createMailHandler(mail: Pick<MailService, "deliver">): JobHandler<"mail"> {
  return ({ mailId }, signal, attempt) => mail.deliver({ mailId, signal, isLastTry: attempt.isLast });
}
