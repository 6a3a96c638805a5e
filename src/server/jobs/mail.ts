import { deliverMail, type MailDeliveryDeps } from "@/server/mail/delivery";
import type { JobHandler } from "./queue";

/** Sends a mail; how it went stands in its row. Without a mail server (null) mails wait in the outbox. */
export function createMailHandler(delivery: MailDeliveryDeps | null): JobHandler<"mail"> {
  return async ({ mailId }, signal, attempt) => {
    if (delivery) await deliverMail(delivery, { mailId, signal, isLastTry: attempt.isLast });
  };
}
