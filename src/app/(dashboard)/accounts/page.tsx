import type { Metadata } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { Brand } from "@/components/brand";
import { UserMenu } from "@/components/user-menu";
import { BrowserMessages } from "@/i18n/browser-messages";
import { api, HydrateClient } from "@/trpc/server";
import { AccountList } from "./_components/account-list";
import { AccountListSkeleton } from "./_components/account-list-skeleton";

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations())("accounts.title") });

export default async function AccountsPage() {
  // Nothing below is awaited, so this says that the page belongs to a request.
  await connection();
  void api.account.list.prefetch();
  void api.auth.me.prefetch();
  return (
    <HydrateClient>
      <BrowserMessages of={["accounts"]}>
        <div className="min-h-dvh">
          <header className="flex items-center justify-between border-b px-4 py-2.5 md:px-6">
            <Brand />
            <Suspense>
              <UserMenu placement="top" />
            </Suspense>
          </header>
          <main className="mx-auto w-full max-w-[56rem] px-4 pt-6 pb-16 md:px-10 md:pt-12">
            <Suspense fallback={<AccountListSkeleton />}>
              <AccountList />
            </Suspense>
          </main>
        </div>
      </BrowserMessages>
    </HydrateClient>
  );
}
