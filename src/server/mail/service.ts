import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import type { JobQueue } from "@/server/jobs/queue";
import { sealMail } from "./content";
import { type DeliveryAsk, deliverMail, type MailDeliveryDeps } from "./delivery";
import type { Mail, Mailer } from "./mail";
import type { Outbox } from "./outbox";
import { deleteMails, findLastOf, forgetContents, insertMail, listFailed } from "./queries";

const DAY_MS = 24 * 3_600_000;
/** No link in a mail works for longer. */
const KEEP_CONTENT_MS = 7 * DAY_MS;
/** That a mail went out, or didn't, can be looked up for so long. */
const KEEP_ROWS_MS = 30 * DAY_MS;
const SHOWN_FAILED = 50;

/** Puts mails on their way: a row and its job, both in the caller's transaction. */
export function createMailer(deps: {
  queue: Pick<JobQueue, "enqueue">;
  secretKey: Uint8Array;
  now: () => Date;
}): Mailer {
  const { queue, secretKey, now } = deps;
  return {
    async send(tx, { to, accountId, mail }) {
      const id = newId("mail");
      const { template } = mail;
      await insertMail(tx, {
        id,
        accountId,
        to,
        template,
        sealedContent: sealMail(secretKey, id, mail),
        createdAt: now(),
      });
      await queue.enqueue(tx, "mail", { mailId: id });
    },
  };
}

export interface MailService {
  /** Sends the mail of a row, where a mail server is configured; see deliverMail. */
  deliver(ask: DeliveryAsk): Promise<void>;
  /** Null where a mail server is configured: then mails are in mailboxes, and nobody reads them here. */
  outbox: Outbox | null;
  /** Mails about an account that reached nobody, so that people can mend the address; newest first. */
  listUndelivered(accountId: string): Promise<{ id: string; to: string; template: string; createdAt: Date }[]>;
  /** Forgets what is old. */
  tidy(now: Date): Promise<void>;
}

/** @param delivery null where no mail server is configured: then mails wait in the outbox */
export function createMailService(deps: {
  db: Database;
  outbox: Outbox | null;
  delivery: MailDeliveryDeps | null;
}): MailService {
  const { db, outbox, delivery } = deps;
  return {
    outbox,
    deliver: async (ask) => (delivery ? deliverMail(delivery, ask) : undefined),
    listUndelivered: (accountId) => listFailed(db, { accountId, limit: SHOWN_FAILED }),
    async tidy(now) {
      await forgetContents(db, new Date(now.getTime() - KEEP_CONTENT_MS));
      await deleteMails(db, new Date(now.getTime() - KEEP_ROWS_MS));
    },
  };
}

/** When a mail of this kind was last written about an account; null when none is on record. */
export const lastMailAt = (db: Database, of: { accountId: string; template: Mail["template"] }): Promise<Date | null> =>
  findLastOf(db, of);
