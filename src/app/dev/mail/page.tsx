import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Brand } from "@/components/brand";
import { PageHeader } from "@/components/ui/page-header";
import { api } from "@/trpc/server";
import { Mailbox } from "./_components/mailbox";

export const metadata: Metadata = { title: "Mails" };

/** What would have been sent, for whoever sits at the machine; to everybody else there is no such page. */
export default async function DeveloperMailPage() {
  await headers();
  const mails = await api.mail.outbox().catch(() => null);
  if (!mails) notFound();
  return (
    <div className="min-h-dvh">
      <header className="flex items-center border-b px-4 py-2.5 md:px-6">
        <Brand />
      </header>
      <main className="mx-auto w-full max-w-[72rem] px-4 pt-6 pb-16 md:px-10 md:pt-10">
        <PageHeader
          title="Mails"
          description="No mail server is set up (SMTP_URL), so mails stay here. Only somebody at this very machine can open this page."
        />
        <Mailbox initial={mails} />
      </main>
    </div>
  );
}
