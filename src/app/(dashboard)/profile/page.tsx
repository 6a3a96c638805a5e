import type { Metadata } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { Suspense } from "react";
import { Brand } from "@/components/brand";
import { Panel, Panels } from "@/components/panel";
import { PageHeader } from "@/components/ui/page-header";
import { UserMenu } from "@/components/user-menu";
import { api, HydrateClient } from "@/trpc/server";
import { ActivityPanel } from "./_components/activity-panel";
import { ChangedNotice } from "./_components/changed-notice";
import { DeletePanel } from "./_components/delete-panel";
import { EmailPanel } from "./_components/email-panel";
import { NamePanel } from "./_components/name-panel";
import { PasswordPanel } from "./_components/password-panel";
import { SessionsPanel } from "./_components/sessions-panel";

export const metadata: Metadata = { title: "Your profile" };

export default async function ProfilePage({ searchParams }: PageProps<"/profile">) {
  await connection();
  const { changed } = await searchParams;
  void api.auth.me.prefetch();
  void api.profile.get.prefetch();
  void api.profile.sessions.prefetch();
  void api.profile.activity.prefetch();
  return (
    <HydrateClient>
      <div className="min-h-dvh">
        <header className="flex items-center justify-between border-b px-4 py-2.5 md:px-6">
          <Link href="/accounts" className="rounded-mark" aria-label="Parley, your accounts">
            <Brand />
          </Link>
          <Suspense>
            <UserMenu placement="top" />
          </Suspense>
        </header>
        <main className="mx-auto w-full max-w-[56rem] px-4 pt-6 pb-16 md:px-10 md:pt-12">
          <PageHeader
            title="Your profile"
            description="Who you are here, how you sign in, and where you are signed in."
          />
          <ChangedNotice changed={typeof changed === "string" ? changed : undefined} />
          <Panels>
            <div className="flex flex-col border-b">
              <Panel title="Name" description="What your teams call you.">
                <NamePanel />
              </Panel>
              <Panel title="Email" description="With it you sign in, and there we write.">
                <EmailPanel />
              </Panel>
              <Panel title="Password" description="Changing it signs you out everywhere else.">
                <PasswordPanel />
              </Panel>
              <Panel title="Sessions" description="Where you are signed in.">
                <SessionsPanel />
              </Panel>
              <Panel title="Activity" description="What was done with your user.">
                <ActivityPanel />
              </Panel>
              <Panel title="Delete" description="Your user, for ever.">
                <DeletePanel />
              </Panel>
            </div>
          </Panels>
        </main>
      </div>
    </HydrateClient>
  );
}
