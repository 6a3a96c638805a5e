import type { Mail, Mailer } from "@/server/mail/mail";

/** A mail as a test reads it. */
export interface PrintedMail {
  to: string;
  template: Mail["template"];
  /** For `verifyOtp({ type, token_hash })`; absent where a mail has no link. */
  type?: string;
  token_hash?: string;
  /** What the link of a Supabase mail looks like: following it uses it up and leads back to the site. */
  link?: string;
  /** The digits for people who type. */
  code?: string;
}

/**
 * Hands every mail over as one line of JSON instead of sending it.
 * @param issuer the address of the endpoint, with its path
 */
export const mailPrinter = (issuer: string, print: (line: string) => void): Mailer => ({
  send: async (_tx, { to, mail }) => {
    const query = new URLSearchParams("path" in mail ? mail.path.split("?")[1] : "");
    const [token, type] = [query.get("token_hash"), query.get("type")];
    const printed: PrintedMail = {
      to,
      template: mail.template,
      ...(token && type
        ? { type, token_hash: token, link: `${issuer}/verify?${new URLSearchParams({ token, type })}` }
        : {}),
      ...("code" in mail ? { code: mail.code } : {}),
    };
    print(JSON.stringify(printed));
  },
});
