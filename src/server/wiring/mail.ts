import type { Env } from "@/env";
import { watchDisconnections } from "@/server/channels/disconnection-watch";
import { systemScheduler } from "@/server/channels/scheduler";
import type { Database } from "@/server/db/client";
import { createMailHandler } from "@/server/jobs/mail";
import type { JobQueue } from "@/server/jobs/queue";
import type { Logger } from "@/server/logger";
import type { MailDeliveryDeps } from "@/server/mail/delivery";
import { createOutbox } from "@/server/mail/outbox";
import { createMailer, createMailService } from "@/server/mail/service";
import { createSmtpTransport } from "@/server/mail/smtp";
import { readSender, readSmtpUrl } from "@/server/mail/smtp-url";

/** Mails handed over at once: each waits for the mail server most of the time. */
const MAIL_CONCURRENCY = 2;

export interface MailOptions {
  env: Env;
  db: Database;
  queue: JobQueue;
  secretKey: Uint8Array;
  logger: Logger;
  now: () => Date;
  /** Where people open Parley. */
  siteUrl: () => string;
}

/** Mails on their way out: over SMTP where a server is configured, else into the outbox that developers read. */
export function createMail(options: MailOptions) {
  const { env, db, queue, secretKey, siteUrl, logger, now } = options;
  const delivery = env.SMTP_URL ? deliveryOver(env.SMTP_URL, options) : null;
  const mailer = createMailer({ queue, secretKey, now });
  const outbox = delivery ? null : createOutbox({ db, secretKey, siteUrl });
  const service = createMailService({ db, outbox, delivery });
  let stopWatching = async () => {};
  return {
    mailer,
    service,
    async work(): Promise<void> {
      await queue.work("mail", { concurrency: MAIL_CONCURRENCY }, createMailHandler(service));
      stopWatching = watchDisconnections({ db, mailer, scheduler: systemScheduler, logger });
    },
    stop: () => stopWatching(),
  };
}

/** @throws AppError in words when nothing says who mails come from */
function deliveryOver(smtpUrl: string, { env, ...deps }: MailOptions): MailDeliveryDeps {
  const server = readSmtpUrl(smtpUrl);
  const sender = readSender(env.MAIL_FROM, server);
  const senderHost = sender.address.slice(sender.address.lastIndexOf("@") + 1);
  return { ...deps, senderHost, transport: createSmtpTransport(server, sender) };
}
