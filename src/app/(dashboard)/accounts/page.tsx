import type { Metadata } from "next";
import { connection } from "next/server";
import { Suspense } from "react";
import { Brand } from "@/components/brand";
import { UserMenu } from "@/components/user-menu";
import { api, HydrateClient } from "@/trpc/server";
import { AccountList } from "./_components/account-list";
import { AccountListSkeleton } from "./_components/account-list-skeleton";

export const metadata: Metadata = { title: "Accounts" };

export default async function AccountsPage() {
  // Nothing below is awaited, so this says that the page belongs to a request.
  await connection();
  void api.account.list.prefetch();
  void api.auth.me.prefetch();
  return (
    <HydrateClient>
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
    </HydrateClient>
  );
}
