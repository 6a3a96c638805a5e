import type { Metadata } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Brand } from "@/components/brand";
import { Panel, Panels } from "@/components/panel";
import { PageHeader } from "@/components/ui/page-header";
import { UserMenu } from "@/components/user-menu";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, HydrateClient } from "@/trpc/server";
import { ActivityPanel } from "./_components/activity-panel";
import { ChangedNotice } from "./_components/changed-notice";
import { DeletePanel } from "./_components/delete-panel";
import { EmailPanel } from "./_components/email-panel";
import { LanguagePanel } from "./_components/language-panel";
import { NamePanel } from "./_components/name-panel";
import { PasswordPanel } from "./_components/password-panel";
import { SessionsPanel } from "./_components/sessions-panel";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations())("profile.title") });

export default async function ProfilePage({ searchParams }: PageProps<"/profile">) {
  await connection();
  const t = await getTranslations();
  const { changed } = await searchParams;
  void api.auth.me.prefetch();
  void api.profile.get.prefetch();
  void api.profile.sessions.prefetch();
  void api.profile.activity.prefetch();
  return (
    <HydrateClient>
      <BrowserMessages of={["profile", "audit"]}>
        <div className="min-h-dvh">
          <header className="flex items-center justify-between border-b px-4 py-2.5 md:px-6">
            <Link href="/accounts" className="rounded-mark" aria-label={t("profile.toAccounts")}>
              <Brand />
            </Link>
            <Suspense>
              <UserMenu placement="top" />
            </Suspense>
          </header>
          <main className="mx-auto w-full max-w-[56rem] px-4 pt-6 pb-16 md:px-10 md:pt-12">
            <PageHeader title={t("profile.title")} description={t("profile.description")} />
            <ChangedNotice changed={typeof changed === "string" ? changed : undefined} />
            <Panels>
              <div className="flex flex-col border-b">
                <Panel title={t("profile.name.title")} description={t("profile.name.description")}>
                  <NamePanel />
                </Panel>
                <Panel title={t("profile.language.title")} description={t("profile.language.description")}>
                  <LanguagePanel />
                </Panel>
                <Panel title={t("profile.email.title")} description={t("profile.email.description")}>
                  <EmailPanel />
                </Panel>
                <Panel title={t("profile.password.title")} description={t("profile.password.description")}>
                  <PasswordPanel />
                </Panel>
                <Panel title={t("profile.sessions.title")} description={t("profile.sessions.description")}>
                  <SessionsPanel />
                </Panel>
                <Panel title={t("profile.activity.title")} description={t("profile.activity.description")}>
                  <ActivityPanel />
                </Panel>
                <Panel title={t("profile.delete.title")} description={t("profile.delete.description")}>
                  <DeletePanel />
                </Panel>
              </div>
            </Panels>
          </main>
        </div>
      </BrowserMessages>
    </HydrateClient>
  );
}
