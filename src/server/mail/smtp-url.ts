import addressparser from "nodemailer/lib/addressparser";
import { isLoopback } from "@/server/auth/bind";
import { AppError } from "@/server/errors";

export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte. */
  isSecure: boolean;
  /** Nobody listens in on this machine's own wire; on every other one nothing is said before it is encrypted. */
  isLocal: boolean;
  credentials: { user: string; password: string } | null;
}

/** RFC 8314: submission with TLS from the start, and with STARTTLS. */
const DEFAULT_PORT = { "smtps:": 465, "smtp:": 587 } as const;

/** Reads SMTP_URL, such as `smtps://user:password@mail.example.com`; env.ts has checked that it is a URL of this kind. */
export function readSmtpUrl(text: string): SmtpServer {
  const url = new URL(text);
  const isSecure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return {
    host,
    port: url.port ? Number(url.port) : DEFAULT_PORT[isSecure ? "smtps:" : "smtp:"],
    isSecure,
    isLocal: isLoopback(host),
    credentials: url.username
      ? { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }
      : null,
  };
}

export interface Sender {
  name: string;
  address: string;
}

/**
 * Who mails come from: MAIL_FROM, or the user at the mail server when that is an address.
 * @throws AppError in words for whoever starts Parley
 */
export function readSender(configured: string | undefined, server: SmtpServer): Sender {
  const [sender] = addressparser(configured ?? server.credentials?.user ?? "", { flatten: true });
  if (sender && isAddress(sender.address)) return { name: sender.name || "Parley", address: sender.address };
  throw new AppError(
    "bad_request",
    "Parley can't tell who its mails come from. Set MAIL_FROM, such as MAIL_FROM=Parley <parley@example.com>.",
  );
}

/** One mailbox and nothing else: neither a list nor a name nor anything that ends a command or a header. */
export const isAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s\p{Cc}\p{Cf}@<>(),:;"\\[\]]+@[^\s\p{Cc}\p{Cf}@<>(),:;"\\[\]]+$/u.test(text);
