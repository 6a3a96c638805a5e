import { newId } from "@/server/db/ids";
import type { JobQueue } from "@/server/jobs/queue";
import { seal } from "@/server/seal";
import type { Mailer } from "./mail";
import { insertMail } from "./queries";

/** Puts mails on their way: a row and its job, both in the caller's transaction. */
export function createMailer({ queue, secretKey }: { queue: JobQueue; secretKey: Uint8Array }): Mailer {
  return {
    async send(tx, { to, accountId, mail }) {
      const id = newId("mail");
      const { template } = mail;
      await insertMail(tx, { id, accountId, to, template, sealedContent: seal(secretKey, JSON.stringify(mail), id) });
      await queue.enqueue(tx, "mail", { mailId: id });
    },
  };
}
