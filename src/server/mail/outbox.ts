import type { Database } from "@/server/db/client";
import { openMail } from "./content";
import { letterOf } from "./letters";
import { findMail, listReadable, type MailRow } from "./queries";
import { sentenceText } from "./sentence";

const SHOWN = 100;

/** What the page for developers lists: on an installation without a mail server nothing is sent, and mails wait here. */
export interface Outbox {
  list(): Promise<
    {
      id: string;
      to: string;
      subject: string;
      template: string;
      status: "outbox" | "sent" | "failed";
      createdAt: Date;
    }[]
  >;
  /** Undefined when there is none, or when what it says is forgotten. */
  find(mailId: string): Promise<OutboxMail | undefined>;
}

export interface OutboxMail {
  id: string;
  to: string;
  subject: string;
  /** A document of its own. It is ours, and shown in a frame without rights all the same. */
  html: string;
  text: string;
  createdAt: Date;
  /** Where its button leads: a path of ours, so that it opens at the address the reader is at. */
  link: string | null;
}

export function createOutbox(deps: { db: Database; secretKey: Uint8Array; siteUrl: () => string }): Outbox {
  const { db, secretKey, siteUrl } = deps;
  return {
    async list() {
      const rows = await listReadable(db, SHOWN);
      return rows.flatMap((row) => {
        const mail = openMail(secretKey, row);
        if (!mail) return [];
        const { id, to, template, createdAt } = row;
        return [
          { id, to, subject: sentenceText(letterOf(mail).subject), template, status: shownStatus(row), createdAt },
        ];
      });
    },
    async find(mailId) {
      const row = await findMail(db, mailId);
      const mail = row && openMail(secretKey, row);
      if (!row || !mail) return undefined;
      const { renderMail } = await import("./render");
      const { id, to, createdAt } = row;
      return { id, to, ...(await renderMail(mail, siteUrl())), createdAt, link: letterOf(mail).button?.path ?? null };
    },
  };
}

const shownStatus = ({ status }: MailRow) => (status === "waiting" ? "outbox" : status);
