import { createTransport } from "nodemailer";
import type { RenderedMail } from "./render";
import { isAddress, type Sender, type SmtpServer } from "./smtp-url";

export interface OutboundMail extends RenderedMail {
  to: string;
  /** The same for every try, so that a mailbox that got it twice shows it once; without its brackets. */
  messageId: string;
  date: Date;
}

export type SendOutcome =
  | { outcome: "sent" }
  /** This mail will never be taken (`refused`), or not now (`deferred`). */
  | {
      outcome: "refused" | "deferred";
      /** At which step and with which code, without anything private. */
      at: string;
      /** What the mail server said. It may name the mailbox. */
      answer: string;
    };

export interface MailTransport {
  send(mail: OutboundMail, signal: AbortSignal): Promise<SendOutcome>;
}

export interface SmtpLimits {
  /** To be connected and greeted. */
  connectMs: number;
  /** For each answer. */
  answerMs: number;
  /** For all of it; below the time after which its job counts as stuck. */
  wholeMs: number;
}
const SMTP_LIMITS: SmtpLimits = { connectMs: 15_000, answerMs: 40_000, wholeMs: 90_000 };

/** Sends over SMTP, one connection per mail: mails are few, and an idle connection is one more thing that breaks. */
export function createSmtpTransport(server: SmtpServer, from: Sender, limits: SmtpLimits = SMTP_LIMITS): MailTransport {
  const { host, port, isSecure, isLocal, credentials } = server;
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    requireTLS: !isSecure && !isLocal,
    // A mail server on this machine has a certificate for its public name, or one that it signed itself.
    tls: { rejectUnauthorized: !isLocal },
    // A server that doesn't ask for the password now would refuse the mail later, as if the address were wrong.
    ...(credentials ? { auth: { user: credentials.user, pass: credentials.password }, forceAuth: true } : {}),
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    dnsTimeout: limits.connectMs,
    socketTimeout: limits.answerMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, messageId, ...mail }, signal) {
      // The library takes a list where it expects an address, and would send to each of it.
      if (!isAddress(to)) return { outcome: "refused", at: "not an address", answer: "" };
      try {
        await transport.sendMail({
          ...mail,
          from,
          to: { name: "", address: to },
          envelope: { from: from.address, to: [to] },
          messageId: `<${messageId}>`,
          // RFC 3834: nobody's holiday notice answers it.
          headers: { "Auto-Submitted": "auto-generated" },
          signal: AbortSignal.any([signal, AbortSignal.timeout(limits.wholeMs)]),
        });
        return { outcome: "sent" };
      } catch (error) {
        return judgeFailure(error as SmtpFailure);
      }
    },
  };
}

interface SmtpFailure {
  message?: string;
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** Commands whose refusal is about this mail. Others are about the server or our access to it, which people can mend. */
const ABOUT_THE_MAIL = ["RCPT TO", "DATA"];

/** RFC 5321, 4.2.1: a reply of 5yz is final, 4yz is not; 503 says that the conversation went wrong, not the mail. */
export function judgeFailure({ message, code, command, responseCode, response }: SmtpFailure): SendOutcome {
  const isFinal = responseCode !== undefined && responseCode >= 500 && responseCode < 600 && responseCode !== 503;
  return {
    outcome: isFinal && ABOUT_THE_MAIL.includes(command ?? "") ? "refused" : "deferred",
    at: [command ?? "before sending", responseCode ?? code ?? "no code"].join(" "),
    answer: response ?? message ?? "",
  };
}
