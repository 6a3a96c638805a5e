import type { Database } from "@/server/db/client";
import type { Logger } from "@/server/logger";
import { openMail } from "./content";
import { findMail, type MailRow, recordTry } from "./queries";
import type { MailTransport, SendOutcome } from "./smtp";

/** Mail servers explain at length. */
const MAX_ANSWER = 300;

export interface MailDeliveryDeps {
  db: Database;
  secretKey: Uint8Array;
  transport: MailTransport;
  /** The host in the mails' ids. */
  senderHost: string;
  siteUrl: () => string;
  logger: Logger;
  now: () => Date;
}

export interface DeliveryAsk {
  mailId: string;
  signal: AbortSignal;
  isLastTry: boolean;
}

/**
 * Sends the mail of a row, once: a row that was sent is left alone. When the process dies after the mail server took it
 * and before that is written down, it goes out a second time with the same Message-ID, which mailboxes show once.
 * @throws Error when it may be tried again; without anything private, since it is logged
 */
export async function deliverMail(deps: MailDeliveryDeps, ask: DeliveryAsk): Promise<void> {
  const { db, logger, now } = deps;
  const { mailId, signal, isLastTry } = ask;
  const row = await findMail(db, mailId);
  if (row?.status !== "waiting") return;
  const result = await trySending(deps, row, signal);
  const about = { mailId, template: row.template };
  if (result.outcome === "sent") {
    await recordTry(db, mailId, { status: "sent", lastError: null, at: now() });
    logger.info(about, "mail sent");
    return;
  }
  // Parley is stopping: the next start tries again, and this one says nothing about the mail.
  signal.throwIfAborted();
  const isOver = result.outcome === "refused" || isLastTry;
  const lastError = `${result.at}: ${result.answer}`.slice(0, MAX_ANSWER);
  await recordTry(db, mailId, { status: isOver ? "failed" : "waiting", lastError, at: now() });
  if (result.outcome === "deferred") throw new Error(`The mail could not be handed over: ${result.at}`);
  logger.warn({ ...about, at: result.at }, "a mail was refused for good");
}

async function trySending(deps: MailDeliveryDeps, row: MailRow, signal: AbortSignal): Promise<SendOutcome> {
  const { secretKey, siteUrl, transport, senderHost } = deps;
  const mail = openMail(secretKey, row);
  if (!mail) return { outcome: "refused", at: "its content can't be opened", answer: "" };
  const { renderMail } = await import("./render");
  const rendered = await renderMail(mail, siteUrl());
  return transport.send({ ...rendered, to: row.to, messageId: `${row.id}@${senderHost}`, date: row.createdAt }, signal);
}
